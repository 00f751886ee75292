package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.wenzheng.jobs.redaction.SpokenText.Question;

/**
 * Masks the segments of a call together: a number may begin at the end of one segment and go on in the next, and what
 * the other speaker asked for says what an answer is. A pure function of the segments given, whatever their order.
 */
public final class ConversationRedactor {

    /** A longer silence ends a number, ms. */
    public static final int JOIN_MS = 20_000;

    private static final Pattern ENDS_BY_MARK = Pattern.compile("(?s).*[，。？！；、,.?!;\\s]$");
    private static final Pattern ASKS = Pattern.compile("[？?吗]|请|报|多少|什么|哪|几号|提供|说一|念|留|贵姓|称呼|登记|核对|告诉|给我|发我|填");

    private final Redactor redactor = new Redactor();

    /**
     * Masks every utterance.
     *
     * @param utterances of one call, in any order; of each track only the last may be open
     * @return the masked texts by utterance id
     */
    public Map<String, RedactedText> redact(List<Utterance> utterances) {
        Map<String, List<Utterance>> tracks = new TreeMap<>();
        utterances.forEach(u ->
                tracks.computeIfAbsent(u.track(), track -> new ArrayList<>()).add(u));
        Map<String, RedactedText> redacted = new LinkedHashMap<>();
        for (List<Utterance> track : tracks.values()) {
            track.sort(Comparator.comparingLong(Utterance::sequence));
            int from = 0;
            for (int i = 1; i <= track.size(); i++) {
                if (i == track.size()
                        || track.get(i).startMs() - track.get(i - 1).endMs() > JOIN_MS) {
                    redactJoined(track.subList(from, i), utterances, redacted);
                    from = i;
                }
            }
        }
        return redacted;
    }

    private void redactJoined(List<Utterance> stretch, List<Utterance> all, Map<String, RedactedText> redacted) {
        StringBuilder joined = new StringBuilder();
        int[] starts = new int[stretch.size()];
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < stretch.size(); i++) {
            Utterance utterance = stretch.get(i);
            if (!joined.isEmpty() && !ENDS_BY_MARK.matcher(joined).matches()) {
                joined.append('，');
            }
            starts[i] = joined.length();
            joined.append(utterance.text());
            Set<Cue> asked = asked(utterance, all);
            if (!asked.isEmpty()) {
                questions.add(new Question(starts[i], joined.length(), asked));
            }
        }
        boolean open = stretch.get(stretch.size() - 1).open();
        List<Finding> findings = redactor.find(new SpokenText(joined.toString(), open, questions));
        for (int i = 0; i < stretch.size(); i++) {
            Utterance utterance = stretch.get(i);
            redacted.put(utterance.id(), Masking.apply(utterance, within(findings, starts[i], utterance.text())));
        }
    }

    /** The findings' parts in one segment, by its own offsets. */
    private static List<Finding> within(List<Finding> findings, int start, String text) {
        List<Finding> parts = new ArrayList<>();
        for (Finding finding : findings) {
            int from = Math.max(0, finding.start() - start);
            int to = Math.min(text.length(), finding.end() - start);
            // A mark between two segments belongs to neither part of a number.
            while (from < to && !Character.isLetterOrDigit(text.charAt(to - 1))) {
                to--;
            }
            while (from < to && !Character.isLetterOrDigit(text.charAt(from))) {
                from++;
            }
            if (from < to) {
                parts.add(new Finding(finding.kind(), from, to, finding.weight()));
            }
        }
        return parts;
    }

    /** What the other speaker's last words before an utterance asked for. */
    private static Set<Cue> asked(Utterance answer, List<Utterance> all) {
        Optional<Utterance> before = all.stream()
                .filter(u -> !u.track().equals(answer.track()))
                .filter(u -> u.startMs() < answer.startMs() && answer.startMs() - u.endMs() <= JOIN_MS)
                .max(Comparator.comparingInt(Utterance::startMs).thenComparing(Utterance::id));
        if (before.isEmpty() || !ASKS.matcher(before.get().text()).find()) {
            return Set.of();
        }
        Set<Cue> cues = EnumSet.noneOf(Cue.class);
        cues.addAll(Cue.in(before.get().text()));
        cues.remove(Cue.OTHER);
        return cues;
    }
}
