package org.wenzheng.models.manifest;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Takes one member out of a wheel, jar, zip or gzipped tar. Nothing else of the archive is unpacked and none of its code
 * is run.
 */
final class ArchiveMembers {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME_RECORD = 1 << 16;

    private ArchiveMembers() {}

    /** Writes the member's bytes; {@code false} when the archive has no such member. */
    static boolean copy(Path archive, String member, OutputStream out) throws IOException {
        String name = String.valueOf(archive.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
            try (InputStream in =
                    new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
                return copyFromTar(in, member, out);
            }
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(member);
            if (entry == null || entry.isDirectory()) {
                return false;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                in.transferTo(out);
            }
            return true;
        }
    }

    /** POSIX.1-2001 interchange format: ustar, with long names from pax records or GNU's {@code L} entries. */
    private static boolean copyFromTar(InputStream in, String member, OutputStream out) throws IOException {
        byte[] header = new byte[BLOCK];
        String longName = null;
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            long size = Long.parseLong(text(header, 124, 12).trim(), 8);
            long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
            char type = (char) header[156];
            if (type == 'x' || type == 'L') {
                byte[] record = in.readNBytes((int) Math.min(padded, LONGEST_NAME_RECORD));
                in.skipNBytes(padded - record.length);
                String content = new String(record, 0, (int) Math.min(size, record.length), StandardCharsets.UTF_8);
                longName = type == 'L' ? content.replace("\0", "") : paxPath(content);
                continue;
            }
            String name = longName != null ? longName : shortName(header);
            longName = null;
            if (name.equals(member) && (type == '0' || type == 0)) {
                copyExactly(in, size, out);
                return true;
            }
            in.skipNBytes(padded);
        }
        return false;
    }

    private static void copyExactly(InputStream in, long size, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new EOFException("the archive ends inside a member");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private static String shortName(byte[] header) {
        String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static @Nullable String paxPath(String records) {
        for (String line : records.split("\n", -1)) {
            int start = line.indexOf(" path=");
            if (start >= 0) {
                return line.substring(start + " path=".length());
            }
        }
        return null;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }
}
