package org.wenzheng.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where things lie: the checkout, the data folder, logs and secrets.
 *
 * @param root the checkout
 * @param var the data folder, from {@code WENZHENG_VAR} or {@code var/}
 */
public record Home(Path root, Path var) {

    /** From the system property that {@code ./run} sets and the environment. */
    public static Home find() {
        return of(Path.of(System.getProperty("wenzheng.home", ".")), System.getenv());
    }

    static Home of(Path root, Map<String, String> environment) {
        String var = environment.get("WENZHENG_VAR");
        Path absolute = root.toAbsolutePath().normalize();
        return new Home(
                absolute,
                var == null
                        ? absolute.resolve("var")
                        : Path.of(var).toAbsolutePath().normalize());
    }

    /** Process table, lock and supervisor state. */
    public Path state() {
        return var.resolve("run");
    }

    public Path logs() {
        return var.resolve("log");
    }

    public Path secrets() {
        return var.resolve("secrets");
    }

    /** Folder of the service items in force. */
    public Path knowledge() {
        return var.resolve("knowledge");
    }

    /** Bearer token of the command line's own account. */
    public Path cliToken() {
        return secrets().resolve("cli.token");
    }

    /** Bearer token of the recording job, good for recording keys only. */
    public Path jobsToken() {
        return secrets().resolve("jobs.token");
    }

    /** Bearer token of the digital human, good for taking calls only. */
    public Path digitalHumanToken() {
        return secrets().resolve("digital-human.token");
    }

    /** The key that signs room tokens, as {@code name:secret}: the SFU verifies by it; who issues them is given it. */
    public Path sfuKeys() {
        return secrets().resolve("sfu.keys");
    }

    /** Written by search-api at its first start; printed and removed by {@code up}. */
    public Path adminPassword() {
        return secrets().resolve("admin-password");
    }

    /** Makes the folders and the tokens that are absent; readable by this user alone. */
    public void prepare() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(var);
        for (Path folder : new Path[] {state(), logs(), secrets()}) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, ownerOnly);
            }
        }
        for (Path token : new Path[] {cliToken(), jobsToken(), digitalHumanToken()}) {
            secret(token, "");
        }
        secret(sfuKeys(), "portal:");
        shippedItems();
    }

    /** The items that ship are what an office begins with; from then on its own folder counts. */
    private void shippedItems() throws IOException {
        Path shipped = root.resolve("digital-human/knowledge");
        if (Files.exists(knowledge()) || !Files.isDirectory(shipped)) {
            return;
        }
        Path partial = Files.createTempDirectory(var, "knowledge");
        try (Stream<Path> files = Files.list(shipped)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, partial.resolve(file.getFileName()));
            }
        }
        Files.move(partial, knowledge(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void secret(Path file, String before) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, before + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
}
