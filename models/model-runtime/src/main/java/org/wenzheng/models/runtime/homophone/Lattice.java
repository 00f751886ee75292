package org.wenzheng.models.runtime.homophone;

import com.carrotsearch.hppc.LongDoubleHashMap;
import com.carrotsearch.hppc.cursors.LongDoubleCursor;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All words that a text could be by its sound, and the most probable way through them. Keeping a character is free; another one
 * of the same sound costs, one of a similar sound more. Whatever is no Han character stays, and begins anew; so do digits read out
 * one after another, of which no model knows which are likely.
 */
final class Lattice {

    private static final double OTHER_TONE = 0.5;
    private static final double OTHER_READING = 2.5;
    private static final double CONFUSED = 2;

    private static final Pattern NUMBER = Pattern.compile("[零〇一二三四五六七八九幺]{3,}");

    /** Ways that are followed at each character. */
    private static final int WIDTH = 8;

    private final WordModel model;
    private final SyllableTrie trie;
    private final double changed;
    private final String text;
    private final Option[][] options;
    private final LongDoubleHashMap edges = new LongDoubleHashMap();
    private final Option[] path = new Option[SyllableTrie.LONGEST];

    /** A syllable that a character may stand for. */
    private record Option(int syllable, int tone, double cost) {}

    /** A way through the text up to some character. */
    private record Way(@Nullable Way before, int from, int to, int word, int last, double score) {

        /** What comes next depends on. */
        long history() {
            return (long) last << 32 | word;
        }
    }

    /**
     * What was found.
     *
     * @param score log-probability of the words less what the changes cost
     */
    record Result(String text, double score) {}

    Lattice(WordModel model, SyllableTrie trie, String text) {
        this.model = model;
        this.trie = trie;
        this.changed = model.weights().changed();
        this.text = text;
        this.options = options();
    }

    /** The most probable text. */
    Result best() {
        List<Map<Long, Way>> ways = new ArrayList<>();
        for (int i = 0; i <= text.length(); i++) {
            ways.add(new HashMap<>());
        }
        offer(ways.get(0), new Way(null, 0, 0, Lexicon.BEGIN, Lexicon.BEGIN, 0));
        for (int i = 0; i < text.length(); i++) {
            List<Way> here = best(ways.get(i));
            if (here.isEmpty()) {
                continue;
            }
            if (options[i].length == 0) {
                int end = i + 1;
                while (end < text.length() && options[end].length == 0) {
                    end++;
                }
                for (Way way : here) {
                    offer(ways.get(end), new Way(way, i, end, Lexicon.BEGIN, Lexicon.BEGIN, way.score()));
                }
                continue;
            }
            go(i, here, ways);
        }
        Way last = best(ways.get(text.length())).get(0);
        return new Result(written(last), last.score());
    }

    private void go(int from, List<Way> here, List<Map<Long, Way>> ways) {
        edges.clear();
        walk(SyllableTrie.ROOT, from, from);
        int kept = model.lexicon().number(text.substring(from, from + 1));
        edges.put((long) (from + 1) << 32 | kept, 0);
        for (LongDoubleCursor edge : edges) {
            int to = (int) (edge.key >>> 32);
            int word = (int) edge.key;
            Map<Long, Way> there = ways.get(to);
            for (Way way : here) {
                double score = way.score() - edge.value + model.logProbability(way.last(), way.word(), word);
                offer(there, new Way(way, from, to, word, way.word(), score));
            }
        }
    }

    private void walk(int node, int from, int to) {
        int length = to - from;
        for (SyllableTrie.Spelled word : trie.words(node)) {
            double cost = 0;
            for (int i = 0; i < length; i++) {
                if (word.word().charAt(i) != text.charAt(from + i)) {
                    cost += changed + path[i].cost() + (path[i].tone() == word.tones()[i] ? 0 : OTHER_TONE);
                }
            }
            long key = (long) to << 32 | word.number();
            if (!edges.containsKey(key) || edges.get(key) > cost) {
                edges.put(key, cost);
            }
        }
        if (to == text.length() || length == SyllableTrie.LONGEST) {
            return;
        }
        for (Option option : options[to]) {
            int child = trie.child(node, option.syllable());
            if (child != SyllableTrie.ROOT) {
                path[length] = option;
                walk(child, from, to + 1);
            }
        }
    }

    private static void offer(Map<Long, Way> ways, Way way) {
        ways.merge(way.history(), way, (old, fresh) -> fresh.score() > old.score() ? fresh : old);
    }

    private static List<Way> best(Map<Long, Way> ways) {
        List<Way> sorted = new ArrayList<>(ways.values());
        sorted.sort(Comparator.comparingDouble(Way::score).reversed());
        return sorted.subList(0, Math.min(WIDTH, sorted.size()));
    }

    private String written(Way last) {
        char[] written = text.toCharArray();
        for (Way way = last; way != null; way = way.before()) {
            if (way.word() > Lexicon.UNKNOWN) {
                model.lexicon().word(way.word()).getChars(0, way.to() - way.from(), written, way.from());
            }
        }
        return new String(written);
    }

    private Option[][] options() {
        Option[][] all = new Option[text.length()][];
        Arrays.fill(all, new Option[0]);
        int from = 0;
        while (from < text.length()) {
            int end = from;
            while (end < text.length() && Lexicon.isHan(text.charAt(end))) {
                end++;
            }
            if (end > from) {
                List<Pinyin> read = Syllables.read(text.substring(from, end));
                for (int i = from; i < end; i++) {
                    all[i] = options(text.charAt(i), read.get(i - from));
                }
            }
            from = Math.max(end, from + 1);
        }
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            Arrays.fill(all, numbers.start(), numbers.end(), new Option[0]);
        }
        return all;
    }

    private Option[] options(char character, Pinyin inContext) {
        Map<Integer, Option> found = new HashMap<>();
        put(found, inContext, 0);
        for (Pinyin other : trie.readings(character)) {
            put(found, other, OTHER_READING);
        }
        for (Option option : List.copyOf(found.values())) {
            for (int syllable : Syllables.confusedWith(option.syllable())) {
                found.putIfAbsent(syllable, new Option(syllable, option.tone(), option.cost() + CONFUSED));
            }
        }
        return found.values().toArray(Option[]::new);
    }

    private static void put(Map<Integer, Option> found, Pinyin reading, double cost) {
        int syllable = Syllables.of(reading);
        if (syllable != Syllables.NONE) {
            found.putIfAbsent(syllable, new Option(syllable, reading.getTone(), cost));
        }
    }
}
