package org.wenzheng.jobs.insight.quality;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.redaction.SpokenWord;

/**
 * The rules in force: the office's file, read again within seconds of a change. A file that cannot be used is told of once and the rules before stay
 * in force; where there is none, the shipped ones are written there to be edited. Not for several threads.
 */
public final class OfficeRules {
    private static final Logger LOG = LoggerFactory.getLogger(OfficeRules.class);
    private static final String SHIPPED = "phrases.yaml";
    private static final long LOOK_NANOS = 5_000_000_000L;

    private final Path file;
    private final LongSupplier nanos;
    private PhraseRules rules;
    private @Nullable FileTime known;
    private long lookedAt;

    /** @param file the office's, whether it is there or not */
    public OfficeRules(Path file) {
        this(file, System::nanoTime);
    }

    OfficeRules(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        try {
            String shipped = shipped();
            rules = PhraseRules.read(shipped);
            offer(shipped);
        } catch (IOException | PhraseRuleException e) {
            throw new IllegalStateException("the rules that ship cannot be read", e);
        }
        look();
        lookedAt = nanos.getAsLong();
    }

    /** What staff said, with the phrases in it that matter. */
    public Turn turn(Turn said, List<SpokenWord> words) {
        if (nanos.getAsLong() - lookedAt > LOOK_NANOS) {
            lookedAt = nanos.getAsLong();
            look();
        }
        return said.isStaff() && !said.unheard() ? Turn.of(said, words, rules) : said;
    }

    private void look() {
        FileTime changed = null;
        try {
            changed = Files.getLastModifiedTime(file);
            if (changed.equals(known)) {
                return;
            }
            known = changed;
            rules = PhraseRules.read(Files.readString(file));
            LOG.info("The rules on phrases are those of {}", file);
        } catch (NoSuchFileException e) {
            known = null; // those before stay in force
        } catch (IOException | PhraseRuleException e) {
            known = changed;
            LOG.warn("{} cannot be used, the rules before stay in force: {}", file, e.getMessage());
        }
    }

    private void offer(String shipped) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        Objects.requireNonNull(file.toAbsolutePath().getParent()));
                Files.writeString(file, shipped);
            }
        } catch (IOException e) {
            LOG.warn("The shipped rules on phrases cannot be written to {}: {}", file, e.getMessage());
        }
    }

    private static String shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(OfficeRules.class.getResourceAsStream(SHIPPED))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
