package org.wenzheng.models.runtime.homophone;

import com.carrotsearch.hppc.LongIntHashMap;

/** What an office writes about: word trigrams of its own texts, interpolated after Witten and Bell (1991). */
final class DomainModel {

    private static final double NEVER = 1e-9;

    private final LongIntHashMap single = new LongIntHashMap();
    private final LongIntHashMap pairs = new LongIntHashMap();
    private final LongIntHashMap triples = new LongIntHashMap();
    // What stood before how many words, and before how many different ones.
    private final LongIntHashMap afterOne = new LongIntHashMap();
    private final LongIntHashMap kindsAfterOne = new LongIntHashMap();
    private final LongIntHashMap afterTwo = new LongIntHashMap();
    private final LongIntHashMap kindsAfterTwo = new LongIntHashMap();
    private long total;

    /** Counts a stretch of words, so many times. */
    void add(int[] words, int times) {
        int before = Lexicon.BEGIN;
        int last = Lexicon.BEGIN;
        for (int word : words) {
            single.addTo(word, times);
            long pair = pair(last, word);
            if (pairs.addTo(pair, times) == times) {
                kindsAfterOne.addTo(last, 1);
            }
            afterOne.addTo(last, times);
            long triple = triple(before, last, word);
            if (triples.addTo(triple, times) == times) {
                kindsAfterTwo.addTo(pair(before, last), 1);
            }
            afterTwo.addTo(pair(before, last), times);
            total += times;
            before = last;
            last = word;
        }
    }

    boolean isEmpty() {
        return total == 0;
    }

    /** Probability of a word by itself. */
    double single(int word) {
        return (double) single.get(word) / (total + single.size());
    }

    /** Probability of a word behind two others. */
    double probability(int before, int last, int word) {
        double p = single(word) + NEVER;
        int seen = afterOne.get(last);
        if (seen > 0) {
            int kinds = kindsAfterOne.get(last);
            p = (pairs.get(pair(last, word)) + kinds * p) / (seen + kinds);
            long history = pair(before, last);
            int seenTwo = afterTwo.get(history);
            if (seenTwo > 0) {
                int kindsTwo = kindsAfterTwo.get(history);
                p = (triples.get(triple(before, last, word)) + kindsTwo * p) / (seenTwo + kindsTwo);
            }
        }
        return p;
    }

    private static long pair(int first, int second) {
        return (long) first << 21 | second;
    }

    private static long triple(int first, int second, int third) {
        return (long) first << 42 | (long) second << 21 | third;
    }
}
