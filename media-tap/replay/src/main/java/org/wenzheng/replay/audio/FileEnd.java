package org.wenzheng.replay.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Tells whether a WAV or Ogg file ends where it should. FFmpeg takes both for whole wherever they are cut: it clips the
 * length that a WAV header states, and reads an Ogg file's from the last page that it finds.
 */
final class FileEnd {

    private static final int RIFF_HEAD = 8;
    private static final int OGG_HEAD = 27;
    private static final int LARGEST_OGG_PAGE = OGG_HEAD + 255 + 255 * 255;
    private static final int OGG_LAST_PAGE = 0x04;

    private FileEnd() {}

    /** Whether the file is of one of these kinds and its end is missing. */
    static boolean isMissing(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = read(channel, 0, RIFF_HEAD);
            if (head.remaining() < RIFF_HEAD) {
                return false;
            }
            String kind = ISO_8859_1.decode(head.slice(0, 4)).toString();
            return switch (kind) {
                case "RIFF" -> riffIsLonger(head.getInt(4), channel.size());
                case "OggS" -> !hasLastPage(read(channel, channel.size() - LARGEST_OGG_PAGE, LARGEST_OGG_PAGE));
                default -> false;
            };
        } catch (IOException e) {
            return false; // who decodes the file meets the same error and tells it
        }
    }

    private static boolean riffIsLonger(int statedSize, long fileSize) {
        long stated = Integer.toUnsignedLong(statedSize);
        // Writers that cannot go back to the header leave one of these in it.
        boolean unknown = statedSize == 0 || statedSize == -1;
        return !unknown && stated + RIFF_HEAD > fileSize;
    }

    /** RFC 3533, section 6: the last page is marked, and its segment table says how long it is. */
    private static boolean hasLastPage(ByteBuffer tail) {
        for (int at = tail.limit() - OGG_HEAD; at >= 0; at--) {
            boolean page = tail.get(at) == 'O'
                    && tail.get(at + 1) == 'g'
                    && tail.get(at + 2) == 'g'
                    && tail.get(at + 3) == 'S';
            if (page) {
                return (tail.get(at + 5) & OGG_LAST_PAGE) != 0 && isWhole(tail, at);
            }
        }
        return false;
    }

    private static boolean isWhole(ByteBuffer tail, int page) {
        int segments = Byte.toUnsignedInt(tail.get(page + OGG_HEAD - 1));
        int end = page + OGG_HEAD + segments;
        if (end > tail.limit()) {
            return false;
        }
        for (int i = page + OGG_HEAD; i < page + OGG_HEAD + segments; i++) {
            end += Byte.toUnsignedInt(tail.get(i));
        }
        return end <= tail.limit();
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long at = Math.max(0, position);
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, at + bytes.position());
            if (count < 0) {
                break;
            }
        }
        return bytes.flip();
    }
}
