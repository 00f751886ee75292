package org.wenzheng.models.manifest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run that brings the missing files of one model: source by source, into a staging folder, and from there by an
 * atomic rename once size and SHA-256 are right. Used by one thread, under the model's lock.
 */
final class ModelFetch {
    private final Path staging;
    private final HttpDownload http;
    private final PackageClients clients;
    private final FetchMeter meter;
    /** Hosts that did not answer in this run, and what was seen: each costs its patience once. */
    private final Map<String, String> unreachable = new HashMap<>();

    private final Set<String> told = new HashSet<>();

    /** @param staging a folder on the cache's disk; kept after a failure, so that the next run goes on */
    ModelFetch(Path staging, HttpDownload http, PackageClients clients, FetchMeter meter) {
        this.staging = staging;
        this.http = http;
        this.clients = clients;
        this.meter = meter;
    }

    /** Brings one file to its place. */
    void bring(ModelFile file, Path place) throws ModelStoreException {
        List<ModelStoreException> failures = new ArrayList<>();
        for (FileSource source : file.sources()) {
            meter.from(source);
            try {
                Path verified = verified(file, source);
                Files.createDirectories(place.toAbsolutePath().getParent());
                Files.move(verified, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                meter.finished(file);
                return;
            } catch (ModelStoreException e) {
                failures.add(e);
                if (told.add(String.valueOf(e.getMessage()))) {
                    meter.note(file.name() + ": " + e.getMessage());
                }
            } catch (IOException e) {
                throw DiskSpace.orElse(place, e, "Cannot write " + place + ": " + e);
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        throw summary(file, failures);
    }

    /** Removes what was staged, after all files are in their places. */
    void clean() throws IOException {
        if (!Files.exists(staging)) {
            return;
        }
        try (Stream<Path> files = Files.walk(staging)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Path verified(ModelFile file, FileSource source) throws ModelStoreException, IOException {
        Fingerprint expected = source.fingerprint();
        // Named by its hash: a part left by another version of the manifest is not gone on with.
        Path staged = staging.resolve(
                file.name().replace('/', '_') + "." + expected.sha256().substring(0, 12) + ".part");
        Files.createDirectories(staging);
        FilePart first = source.parts().get(0);
        if (source.parts().size() == 1 && first.origin() == FilePart.Origin.URL && first.member() == null) {
            download(first, staged, expected.size(), 0, file);
        } else {
            join(file, source, staged);
        }
        Fingerprint got = Files.size(staged) == 0 ? null : Fingerprint.of(staged);
        if (!expected.equals(got)) {
            Files.delete(staged);
            for (FilePart part : source.parts()) {
                Files.deleteIfExists(archivePlace(part));
            }
            throw new ModelStoreException.WrongBytes("Wrong bytes: file " + file.name() + ", expected " + expected
                    + ", got " + (got == null ? "nothing" : got) + ", source " + source + ". They were thrown away.");
        }
        try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
            channel.force(true); // Before the rename, or a power cut could leave the name without the bytes.
        }
        return staged;
    }

    private void join(ModelFile file, FileSource source, Path staged) throws ModelStoreException, IOException {
        List<Path> archives = new ArrayList<>();
        long bytes = 0;
        for (FilePart part : source.parts()) {
            Path archive = archive(part, bytes, file);
            archives.add(archive);
            bytes += Files.size(archive);
        }
        try (OutputStream out = Files.newOutputStream(staged)) {
            for (int i = 0; i < archives.size(); i++) {
                FilePart part = source.parts().get(i);
                String member = part.member();
                if (member == null) {
                    Files.copy(archives.get(i), out);
                } else if (!ArchiveMembers.copy(archives.get(i), member, out)) {
                    throw new ModelStoreException.Permanent(part + " has no member " + member);
                }
            }
        }
    }

    /** The part's archive, fetched at most once a run and kept for the next files. */
    private Path archive(FilePart part, long bytesBefore, ModelFile file) throws ModelStoreException, IOException {
        Path place = archivePlace(part);
        if (Files.exists(place)) {
            return place;
        }
        Files.createDirectories(place.toAbsolutePath().getParent());
        if (part.origin() == FilePart.Origin.URL) {
            Path partial = place.resolveSibling(place.getFileName() + ".part");
            download(part, partial, -1, bytesBefore, file);
            return Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        }
        Path folder = place.resolveSibling(place.getFileName() + ".client");
        delete(folder);
        Path archive = clients.bring(part, Files.createDirectories(folder), n -> meter.at(file, bytesBefore + n));
        Files.move(archive, place, StandardCopyOption.ATOMIC_MOVE);
        delete(folder);
        return place;
    }

    private Path archivePlace(FilePart part) {
        String suffix =
                switch (part.origin()) {
                    case PIP -> ".whl";
                    case NPM -> ".tgz";
                    case MAVEN -> ".jar";
                    case URL -> part.name().endsWith(".tar.gz") || part.name().endsWith(".tgz") ? ".tgz" : ".zip";
                };
        UUID name = UUID.nameUUIDFromBytes(part.toString().getBytes(StandardCharsets.UTF_8));
        return staging.resolve("archives").resolve(name + suffix);
    }

    private void download(FilePart part, Path target, long expected, long bytesBefore, ModelFile file)
            throws ModelStoreException {
        URI address = URI.create(part.name());
        String host = String.valueOf(address.getHost());
        String seen = unreachable.get(host);
        if (seen != null) {
            throw new ModelStoreException.Transient(seen);
        }
        try {
            http.complete(address, target, expected, n -> meter.at(file, bytesBefore + n));
        } catch (HttpDownload.Unreachable e) {
            unreachable.put(host, String.valueOf(e.getMessage()));
            throw new ModelStoreException.Transient(String.valueOf(e.getMessage()), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** Transient if any source may work later; one wrong hash and nothing else stays a {@code WrongBytes}. */
    private static ModelStoreException summary(ModelFile file, List<ModelStoreException> failures) {
        if (failures.isEmpty()) {
            return new ModelStoreException.Permanent(
                    file.name() + " has no source: it is brought by hand, see docs/models.md.");
        }
        StringBuilder said = new StringBuilder(file.name() + " could not be had from any of its sources:");
        failures.forEach(failure -> said.append("\n  - ").append(failure.getMessage()));
        @Nullable ModelStoreException last = failures.get(failures.size() - 1);
        if (failures.stream().anyMatch(ModelStoreException.Transient.class::isInstance)) {
            said.append("\nWithout a network copy the model's folder from a machine that has it; see docs/models.md.");
            return new ModelStoreException.Transient(said.toString(), last);
        }
        if (failures.stream().anyMatch(ModelStoreException.WrongBytes.class::isInstance)) {
            return new ModelStoreException.WrongBytes(said.toString());
        }
        return new ModelStoreException.Permanent(said.toString(), last);
    }
}
