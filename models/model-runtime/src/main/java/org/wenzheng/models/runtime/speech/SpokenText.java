package org.wenzheng.models.runtime.speech;

import java.util.ArrayList;
import java.util.List;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

/**
 * Text whose words carry times, and edits that keep them right. Immutable.
 *
 * @param words in order, without overlap; offsets into {@code text}
 */
public record SpokenText(String text, List<TimedWord> words) {

    public SpokenText {
        words = List.copyOf(words);
    }

    /**
     * A stretch of the text and what shall stand there instead.
     *
     * @param end exclusive; equal to {@code start} for an insertion
     */
    public record Edit(int start, int end, String replacement) {

        private int growth() {
            return replacement.length() - (end - start);
        }
    }

    /**
     * Applies edits. Words that a change of length touches become one, from the first one's start to the last one's end,
     * as sure as the least sure of them; a word that is edited away goes; an insertion belongs to no word.
     *
     * @param edits in order, without overlap
     */
    public SpokenText edit(List<Edit> edits) {
        if (edits.isEmpty()) {
            return this;
        }
        StringBuilder fresh = new StringBuilder();
        int at = 0;
        for (Edit edit : edits) {
            if (edit.start() < at || edit.end() < edit.start() || edit.end() > text.length()) {
                throw new IllegalArgumentException("Edits must be in order, apart and within the text");
            }
            fresh.append(text, at, edit.start()).append(edit.replacement());
            at = edit.end();
        }
        fresh.append(text, at, text.length());
        return new SpokenText(fresh.toString(), carry(edits, fresh.toString()));
    }

    /**
     * The same words in other characters.
     *
     * @param other as long as the text
     */
    public SpokenText rewritten(String other) {
        return other.equals(text) ? this : edit(List.of(new Edit(0, text.length(), other)));
    }

    private List<TimedWord> carry(List<Edit> edits, String fresh) {
        List<TimedWord> carried = new ArrayList<>();
        for (TimedWord word : merged(edits)) {
            int start = moved(edits, word.startChar(), true);
            int end = moved(edits, word.endChar(), false);
            if (!fresh.substring(start, end).isBlank()) {
                carried.add(at(word, fresh.substring(start, end), start, end));
            }
        }
        return carried;
    }

    /** Words in old offsets, with those that one edit resizes joined and grown to cover it. */
    private List<TimedWord> merged(List<Edit> edits) {
        List<TimedWord> joined = new ArrayList<>(words);
        for (Edit edit : edits) {
            if (edit.growth() == 0 || edit.start() == edit.end()) {
                continue;
            }
            int first = 0;
            while (first < joined.size() && joined.get(first).endChar() <= edit.start()) {
                first++;
            }
            int end = first;
            while (end < joined.size() && joined.get(end).startChar() < edit.end()) {
                end++;
            }
            if (end > first) {
                List<TimedWord> touched = joined.subList(first, end);
                TimedWord one = join(touched, edit);
                touched.clear();
                joined.add(first, one);
            }
        }
        return joined;
    }

    private static TimedWord join(List<TimedWord> touched, Edit edit) {
        TimedWord first = touched.get(0);
        TimedWord last = touched.get(touched.size() - 1);
        float confidence = first.confidence();
        for (TimedWord word : touched) {
            confidence = Math.min(confidence, word.confidence());
        }
        return new TimedWord(
                "",
                first.startSeconds(),
                last.endSeconds(),
                confidence,
                Math.min(first.startChar(), edit.start()),
                Math.max(last.endChar(), edit.end()));
    }

    /** Where an offset of the old text lies in the new one; what is inserted there comes before a start, after an end. */
    private static int moved(List<Edit> edits, int offset, boolean start) {
        int moved = offset;
        for (Edit edit : edits) {
            boolean inserted = edit.start() == edit.end();
            if (edit.end() < offset || (edit.end() == offset && (start || !inserted))) {
                moved += edit.growth();
            }
        }
        return moved;
    }

    private static TimedWord at(TimedWord word, String text, int start, int end) {
        return new TimedWord(text, word.startSeconds(), word.endSeconds(), word.confidence(), start, end);
    }
}
