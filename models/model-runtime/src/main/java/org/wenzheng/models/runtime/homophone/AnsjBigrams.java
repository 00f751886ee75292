package org.wenzheng.models.runtime.homophone;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.procedures.IntIntProcedure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everyday Mandarin: the word bigrams and word counts that the artifact {@code org.ansj:ansj_seg} carries as plain text. The more
 * often a history was seen the more its bigrams count against the single word.
 */
final class AnsjBigrams implements GeneralModel {

    private static final String BEGIN = "始##始";
    private static final double MOST_TRUST = 0.8;
    private static final double HALF_TRUST = 20;
    private static final double UNSEEN = Math.exp(-18);
    private static final Pattern COUNT = Pattern.compile("=(\\d+)");

    private static final Weights WEIGHTS = new Weights(6, 3, 1);

    private final Lexicon lexicon;
    private final LongIntHashMap bigrams;
    private final int[] histories;
    private final double[] singles;

    private AnsjBigrams(Lexicon lexicon, LongIntHashMap bigrams, IntIntHashMap left, IntIntHashMap counts) {
        this.lexicon = lexicon;
        this.bigrams = bigrams;
        histories = new int[lexicon.size()];
        singles = new double[lexicon.size()];
        left.forEach((IntIntProcedure) (word, count) -> histories[word] = count);
        double total = 0;
        for (int word = 0; word < lexicon.size(); word++) {
            if (Lexicon.isHan(lexicon.word(word))) {
                total += counts.get(word) + 1;
            }
        }
        for (int word = 0; word < lexicon.size(); word++) {
            singles[word] = Lexicon.isHan(lexicon.word(word)) ? (counts.get(word) + 1) / total : UNSEEN;
        }
    }

    /** Reads it from the class path. */
    static AnsjBigrams load() {
        Lexicon lexicon = new Lexicon(BEGIN);
        LongIntHashMap bigrams = new LongIntHashMap();
        IntIntHashMap left = new IntIntHashMap();
        IntIntHashMap counts = new IntIntHashMap();
        lines("/bigramdict.dic", line -> {
            int tab = line.indexOf('\t');
            int at = line.indexOf('@');
            if (at > 0 && at < tab - 1) {
                int first = lexicon.add(line.substring(0, at));
                int second = lexicon.add(line.substring(at + 1, tab));
                int count = Integer.parseInt(line.substring(tab + 1).strip());
                bigrams.addTo(key(first, second), count);
                left.addTo(first, count);
                counts.addTo(second, count);
            }
        });
        lines("/core.dic", line -> {
            String[] fields = line.split("\t", -1);
            if (fields.length >= 6 && !fields[1].isEmpty() && !fields[5].equals("null")) {
                int count = 0;
                for (Matcher natures = COUNT.matcher(fields[5]); natures.find(); ) {
                    count += Integer.parseInt(natures.group(1));
                }
                int word = lexicon.add(fields[1]);
                counts.put(word, Math.max(counts.get(word), count));
            }
        });
        return new AnsjBigrams(lexicon, bigrams, left, counts);
    }

    private static void lines(String resource, Consumer<String> each) {
        try (InputStream in = open(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        @Nullable InputStream in = AnsjBigrams.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not on the class path: the artifact ansj_seg carries it");
        }
        return in;
    }

    private static long key(int first, int second) {
        return (long) first << 32 | second;
    }

    @Override
    public Weights weights() {
        return WEIGHTS;
    }

    @Override
    public Lexicon lexicon() {
        return lexicon;
    }

    @Override
    public double single(int word) {
        return word < singles.length ? singles[word] : UNSEEN;
    }

    @Override
    public double probability(int before, int last, int word) {
        double single = single(word);
        int seen = last < histories.length ? histories[last] : 0;
        if (seen == 0) {
            return single;
        }
        double trust = MOST_TRUST * seen / (seen + HALF_TRUST);
        int count = word < singles.length ? bigrams.get(key(last, word)) : 0;
        return trust * count / seen + (1 - trust) * single;
    }
}
