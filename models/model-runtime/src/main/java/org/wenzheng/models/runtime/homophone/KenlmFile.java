package org.wenzheng.models.runtime.homophone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads KenLM's binary format, version 5: trigrams in a trie of bit arrays with quantised probabilities (Heafield 2011; its type "quant array
 * trie"). Scores are logarithms to base 10.
 */
final class KenlmFile {

    static final int UNKNOWN = 0;
    /** In the place of a word: nothing stands there. */
    static final int NONE = -1;

    private static final byte[] MAGIC =
            "mmap lm http://kheafield.com/code format version 5\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED = 88;
    private static final int QUANTISED_ARRAY_TRIE = 5;
    private static final int ORDER = 3;
    private static final int UNIGRAM_BYTES = 16;

    private final ByteBuffer data;
    private final int vocabulary;
    private final int words;
    private final float[] middleProbabilities;
    private final float[] middleBackoffs;
    private final float[] longestProbabilities;
    private final int probabilityBits;
    private final int backoffBits;
    private final int unigrams;
    private final int wordBits;
    private final int inlineBits;
    private final long[] offsets;
    private final int middle;
    private final int middleBits;
    private final int longest;
    private final int longestBits;
    private final int strings;

    /** @throws IOException if the bytes are no such model */
    KenlmFile(ByteBuffer bytes) throws IOException {
        data = bytes.order(ByteOrder.LITTLE_ENDIAN);
        try {
            checkHead();
            int at = FIXED + 20;
            int one = (int) data.getLong(at);
            int two = (int) data.getLong(at + 8);
            int three = (int) data.getLong(at + 16);
            at = align(at + 8 * ORDER);
            words = (int) data.getLong(at);
            vocabulary = at + 8;
            at += 8 + 8 * one;
            probabilityBits = data.get(at + 1);
            backoffBits = data.get(at + 2);
            at += 8;
            middleProbabilities = floats(at, probabilityBits);
            at += 4 << probabilityBits;
            middleBackoffs = floats(at, backoffBits);
            at += 4 << backoffBits;
            longestProbabilities = floats(at, probabilityBits);
            at += 4 << probabilityBits;
            unigrams = at;
            at += UNIGRAM_BYTES * (one + 2);
            int chopped = chopped(bits(three), data.get(at + 1), two + 1, three);
            inlineBits = bits(three) - chopped;
            offsets = new long[(three >> inlineBits) + 1];
            int array = align(at) + 8;
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = data.getLong(array + 8 * i);
            }
            at += 8 * (1 + offsets.length) + 7;
            wordBits = bits(one);
            middle = at;
            middleBits = wordBits + probabilityBits + backoffBits + inlineBits;
            at += (int) (((1L + two) * middleBits + 7) / 8) + 8;
            longest = at;
            longestBits = wordBits + probabilityBits;
            at += (int) (((1L + three) * longestBits + 7) / 8) + 8;
            strings = at;
            if (strings >= data.capacity()) {
                throw new IOException("The language model is cut off");
            }
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException("The language model is cut off or damaged", e);
        }
    }

    private void checkHead() throws IOException {
        for (int i = 0; i < MAGIC.length; i++) {
            if (data.get(i) != MAGIC[i]) {
                throw new IOException("The file is no binary language model of KenLM, version 5");
            }
        }
        if (data.get(FIXED) != ORDER || data.getInt(FIXED + 8) != QUANTISED_ARRAY_TRIE || data.get(FIXED + 12) == 0) {
            throw new IOException("The language model holds no quantised trigrams with their words");
        }
    }

    private float[] floats(int at, int bits) {
        float[] table = new float[1 << bits];
        for (int i = 0; i < table.length; i++) {
            table[i] = data.getFloat(at + 4 * i);
        }
        return table;
    }

    /** How many high bits of a pointer stand in an array of their own, so that the whole is smallest. */
    private static int chopped(int required, int most, int entries, int pointers) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int chop = 0; chop <= Math.min(required, most); chop++) {
            long size = ((long) pointers >> (required - chop)) * 64 - (long) entries * chop;
            if (size < least) {
                least = size;
                best = chop;
            }
        }
        return best;
    }

    private static int align(int at) {
        return (at + 7) / 8 * 8;
    }

    private static int bits(int value) {
        return 32 - Integer.numberOfLeadingZeros(value);
    }

    /** Its words, in no order that counts. */
    List<String> words() {
        List<String> all = new ArrayList<>(words);
        int from = strings;
        for (int at = strings; at < data.capacity(); at++) {
            if (data.get(at) == 0) {
                byte[] word = new byte[at - from];
                data.get(from, word);
                all.add(new String(word, StandardCharsets.UTF_8));
                from = at + 1;
            }
        }
        return all;
    }

    /** A word's number, {@link #UNKNOWN} for one that it does not have. */
    int index(String word) {
        long hash = murmur(word.getBytes(StandardCharsets.UTF_8));
        int low = 0;
        int high = words;
        while (low < high) {
            int mid = (low + high) >>> 1;
            int order = Long.compareUnsigned(data.getLong(vocabulary + 8 * mid), hash);
            if (order == 0) {
                return mid + 1;
            }
            if (order < 0) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        return UNKNOWN;
    }

    /** Log-probability of a word by itself. */
    float unigram(int word) {
        return -Math.abs(data.getFloat(unigrams + UNIGRAM_BYTES * word));
    }

    /** Log-probability of a word behind two others; either may be {@link #NONE}. */
    float trigram(int before, int last, int word) {
        if (last == NONE) {
            return unigram(word);
        }
        int context = before == NONE ? -1 : bigram(before, last);
        float backoff = context < 0 ? 0 : backoff(context);
        int pair = bigram(last, word);
        if (pair < 0) {
            return unigram(word) + data.getFloat(unigrams + UNIGRAM_BYTES * last + 4) + backoff;
        }
        if (before != NONE) {
            int triple = find(longest, longestBits, next(pair), next(pair + 1), before);
            if (triple >= 0) {
                long bit = (long) triple * longestBits + wordBits;
                return longestProbabilities[(int) read(longest, bit, probabilityBits)];
            }
        }
        long bit = (long) pair * middleBits + wordBits + backoffBits;
        return middleProbabilities[(int) read(middle, bit, probabilityBits)] + backoff;
    }

    /** Where a pair stands, under its second word; negative for nowhere. */
    private int bigram(int first, int second) {
        int from = (int) data.getLong(unigrams + UNIGRAM_BYTES * second + 8);
        int to = (int) data.getLong(unigrams + UNIGRAM_BYTES * (second + 1) + 8);
        return find(middle, middleBits, from, to, first);
    }

    private float backoff(int pair) {
        return middleBackoffs[(int) read(middle, (long) pair * middleBits + wordBits, backoffBits)];
    }

    /** Where what goes on from a pair begins. */
    private int next(int pair) {
        int low = 0;
        int high = offsets.length;
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (offsets[mid] <= pair) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        long bit = (long) pair * middleBits + wordBits + probabilityBits + backoffBits;
        return (low - 1) << inlineBits | (int) read(middle, bit, inlineBits);
    }

    private int find(int base, int width, int from, int to, int word) {
        int low = from;
        int high = to;
        while (low < high) {
            int mid = (low + high) >>> 1;
            int found = (int) read(base, (long) mid * width, wordBits);
            if (found == word) {
                return mid;
            }
            if (found < word) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        return -1;
    }

    private long read(int base, long bit, int bits) {
        return data.getLong(base + (int) (bit >> 3)) >>> (bit & 7) & ((1L << bits) - 1);
    }

    /** MurmurHash64A with seed 0, by which the vocabulary is ordered. */
    static long murmur(byte[] bytes) {
        long m = 0xc6a4a7935bd1e995L;
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long hash = bytes.length * m;
        while (in.remaining() >= 8) {
            long k = in.getLong() * m;
            k = (k ^ k >>> 47) * m;
            hash = (hash ^ k) * m;
        }
        if (in.hasRemaining()) {
            long tail = 0;
            for (int shift = 0; in.hasRemaining(); shift += 8) {
                tail |= (in.get() & 0xFFL) << shift;
            }
            hash = (hash ^ tail) * m;
        }
        hash = (hash ^ hash >>> 47) * m;
        return hash ^ hash >>> 47;
    }
}
