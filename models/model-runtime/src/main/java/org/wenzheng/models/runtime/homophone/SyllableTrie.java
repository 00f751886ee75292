package org.wenzheng.models.runtime.homophone;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongIntHashMap;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import java.util.ArrayList;
import java.util.List;

/** Words by how they sound. Characters that a word reads otherwise than alone give their other readings, too. */
final class SyllableTrie {

    /** Characters of the longest word. */
    static final int LONGEST = 6;

    static final int ROOT = 0;

    /** Words a sequence of syllables, the most frequent ones. */
    private static final int MOST = 40;

    private static final int WIDTH = 1024; // more than there are syllables

    private final LongIntHashMap children = new LongIntHashMap();
    private final List<Spelled[]> words = new ArrayList<>(List.<Spelled[]>of(new Spelled[0]));
    private final IntObjectHashMap<List<Pinyin>> readings = new IntObjectHashMap<>();

    /**
     * A word at the end of its syllables.
     *
     * @param tones one a character
     */
    record Spelled(int number, String word, byte[] tones, double frequency) {}

    SyllableTrie(WordModel model) {
        Lexicon lexicon = model.lexicon();
        List<String> single = new ArrayList<>();
        for (int number = 0; number < lexicon.size(); number++) {
            String word = lexicon.word(number);
            if (word.length() > LONGEST || !Lexicon.isHan(word)) {
                continue;
            }
            List<Pinyin> read = Syllables.read(word);
            for (int i = 0; i < word.length(); i++) {
                note(word.charAt(i), read.get(i));
            }
            if (word.length() == 1) {
                single.add(word);
            } else {
                add(number, word, read, model.single(number));
            }
        }
        for (String word : single) {
            int number = lexicon.number(word);
            for (Pinyin reading : readings(word.charAt(0))) {
                add(number, word, List.of(reading), model.single(number));
            }
        }
    }

    private void note(char character, Pinyin reading) {
        if (Syllables.of(reading) == Syllables.NONE) {
            return;
        }
        List<Pinyin> known = readings.get(character);
        if (known == null) {
            known = new ArrayList<>(2);
            readings.put(character, known);
        }
        for (Pinyin other : known) {
            if (Syllables.of(other) == Syllables.of(reading)) {
                return;
            }
        }
        known.add(reading);
    }

    private void add(int number, String word, List<Pinyin> read, double frequency) {
        int node = ROOT;
        byte[] tones = new byte[word.length()];
        for (int i = 0; i < word.length(); i++) {
            int syllable = Syllables.of(read.get(i));
            if (syllable == Syllables.NONE) {
                return;
            }
            tones[i] = (byte) read.get(i).getTone();
            long key = (long) node * WIDTH + syllable;
            int child = children.get(key);
            if (child == 0) {
                child = words.size();
                children.put(key, child);
                words.add(new Spelled[0]);
            }
            node = child;
        }
        insert(node, new Spelled(number, word, tones, frequency));
    }

    private void insert(int node, Spelled word) {
        Spelled[] old = words.get(node);
        if (old.length == MOST && old[MOST - 1].frequency() >= word.frequency()) {
            return;
        }
        Spelled[] grown = new Spelled[Math.min(MOST, old.length + 1)];
        int at = 0;
        while (at < old.length && old[at].frequency() >= word.frequency()) {
            at++;
        }
        System.arraycopy(old, 0, grown, 0, at);
        grown[at] = word;
        System.arraycopy(old, at, grown, at + 1, grown.length - at - 1);
        words.set(node, grown);
    }

    /** The node behind a syllable, {@link #ROOT} for none. */
    int child(int node, int syllable) {
        return children.get((long) node * WIDTH + syllable);
    }

    /** Words that end at a node, the most frequent first. */
    Spelled[] words(int node) {
        return words.get(node);
    }

    /** Readings of a character, one a syllable. */
    List<Pinyin> readings(char character) {
        List<Pinyin> known = readings.get(character);
        return known == null ? List.of() : known;
    }
}
