package org.wenzheng.search.app.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.DataFolder;
import org.wenzheng.search.app.SecretFiles;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.account.SignedIn.Role;

/**
 * Tokens of programs, each in a file of {@code var/secrets} that {@code up} makes. Read at every request, so that a new
 * token counts at once; a file that others may read counts for nothing.
 */
@Component
class BearerTokens {

    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);
    private static final int SHORTEST = 32;

    private static final List<Program> PROGRAMS = List.of(
            new Program("cli", "cli.token", Set.of(Role.OPERATOR)),
            new Program("jobs", "jobs.token", Set.of(Role.RECORDING_JOB)),
            new Program("digital-human", "digital-human.token", Set.of(Role.DIGITAL_HUMAN)));

    private record Program(String account, String file, Set<Role> roles) {}

    private final DataFolder folder;

    BearerTokens(DataFolder folder) {
        this.folder = folder;
    }

    Optional<SignedIn> find(String token) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        for (Program program : PROGRAMS) {
            String known = read(folder.secrets().resolve(program.file()));
            // Takes as long whether the first or the last sign differs.
            if (known.length() >= SHORTEST && MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given)) {
                return Optional.of(new SignedIn(program.account(), 0, program.roles()));
            }
        }
        return Optional.empty();
    }

    private static String read(Path file) {
        try {
            if (!Files.exists(file)) {
                return "";
            }
            if (SecretFiles.isOpenToOthers(file)) {
                LOG.warn("{} may be read by others and is not used: chmod 600 it", file);
                return "";
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.getClass().getName());
            return "";
        }
    }
}
