package org.wenzheng.jobs.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.jobs.redaction.ConversationRedactor;
import org.wenzheng.jobs.redaction.RedactedText;
import org.wenzheng.jobs.redaction.SpokenWord;
import org.wenzheng.jobs.redaction.Utterance;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * The newest finals of a call, raw, in keyed state: as much as redaction must see at once. Because all of them are
 * redacted again whenever one comes, the outcome does not depend on the order in which they came.
 */
final class SpeechWindow {

    /** Older segments are settled, ms on the call's clock. */
    private static final int WINDOW_MS = 60_000;

    private static final int MOST_FINALS = 48;

    private final ConversationRedactor redactor = new ConversationRedactor();
    private final MapState<String, TranscriptSegment> finals;
    /** Text of each final as it was last sent on. */
    private final MapState<String, String> shown;

    SpeechWindow(RuntimeContext context) {
        finals = context.getMapState(
                new MapStateDescriptor<>("recent-finals", Types.STRING, ProtobufType.message(TranscriptSegment.class)));
        shown = context.getMapState(new MapStateDescriptor<>("shown-texts", Types.STRING, Types.STRING));
    }

    /** Whether the segment's final is known, so that interims of it come too late. */
    boolean hasFinal(String segment) throws Exception {
        return finals.contains(segment);
    }

    /**
     * Takes a final.
     *
     * @return it, and whichever others read differently now, redacted
     */
    List<RedactedSegment> add(TranscriptSegment raw) throws Exception {
        TranscriptSegment known = finals.get(raw.getSegment());
        if (known != null && known.getRevision() > raw.getRevision()) {
            return List.of();
        }
        finals.put(raw.getSegment(), raw);
        shown.remove(raw.getSegment());
        List<RedactedSegment> changed = changed(true);
        evict();
        return changed;
    }

    /** Redacts an open segment in the light of the finals before it. */
    RedactedSegment redactInterim(TranscriptSegment raw) throws Exception {
        List<Utterance> utterances = new ArrayList<>();
        for (TranscriptSegment before : finals.values()) {
            if (before.getEndMs() + ConversationRedactor.JOIN_MS >= raw.getStartMs() && !before.getUnheard()) {
                utterances.add(utterance(before, false));
            }
        }
        utterances.add(utterance(raw, true));
        return redacted(raw, redactor.redact(utterances).get(raw.getSegment()));
    }

    /** Nobody goes on with the last words: gives the finals that read differently for it. */
    List<RedactedSegment> settle() throws Exception {
        return changed(false);
    }

    void clear() {
        finals.clear();
        shown.clear();
    }

    private List<RedactedSegment> changed(boolean open) throws Exception {
        Map<String, Long> last = new HashMap<>();
        for (TranscriptSegment raw : finals.values()) {
            last.merge(raw.getTrack(), raw.getFirstSequence(), Math::max);
        }
        List<Utterance> utterances = new ArrayList<>();
        List<TranscriptSegment> inOrder = new ArrayList<>();
        for (TranscriptSegment raw : finals.values()) {
            inOrder.add(raw);
            if (!raw.getUnheard()) {
                Long newest = last.get(raw.getTrack());
                utterances.add(utterance(raw, open && newest != null && newest == raw.getFirstSequence()));
            }
        }
        inOrder.sort(
                Comparator.comparingInt(TranscriptSegment::getStartMs).thenComparing(TranscriptSegment::getSegment));
        Map<String, RedactedText> redacted = redactor.redact(utterances);
        List<RedactedSegment> changed = new ArrayList<>();
        for (TranscriptSegment raw : inOrder) {
            RedactedSegment segment = redacted(raw, redacted.get(raw.getSegment()));
            if (!segment.text().equals(shown.get(raw.getSegment()))) {
                shown.put(raw.getSegment(), segment.text());
                changed.add(segment);
            }
        }
        return changed;
    }

    private void evict() throws Exception {
        List<TranscriptSegment> newestFirst = new ArrayList<>();
        finals.values().forEach(newestFirst::add);
        newestFirst.sort(Comparator.comparingInt(TranscriptSegment::getStartMs).reversed());
        for (int i = 0; i < newestFirst.size(); i++) {
            TranscriptSegment raw = newestFirst.get(i);
            if (i >= MOST_FINALS || newestFirst.get(0).getStartMs() - raw.getEndMs() > WINDOW_MS) {
                finals.remove(raw.getSegment());
                shown.remove(raw.getSegment());
            }
        }
    }

    /** An unheard segment has no words to redact. */
    private static RedactedSegment redacted(TranscriptSegment raw, @Nullable RedactedText text) {
        return RedactedSegment.of(raw, text != null ? text : new RedactedText(raw.getText(), words(raw), List.of()));
    }

    private static Utterance utterance(TranscriptSegment raw, boolean open) {
        return new Utterance(
                raw.getSegment(),
                raw.getTrack(),
                raw.getFirstSequence(),
                raw.getStartMs(),
                raw.getEndMs(),
                raw.getText(),
                words(raw),
                open);
    }

    private static List<SpokenWord> words(TranscriptSegment raw) {
        return raw.getWordsList().stream()
                .map(w -> new SpokenWord(
                        w.getStartChar(), w.getEndChar(), w.getStartMs(), w.getEndMs(), w.getConfidence()))
                .toList();
    }
}
