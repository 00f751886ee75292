package org.wenzheng.digitalhuman.hearing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Decides when a citizen's turn is over, by silence and by what was said: a question that is whole waits little, one that breaks off
 * at 那个 or 就是 waits long. Time is given by the caller, in milliseconds. Not thread-safe.
 */
public final class TurnDetector {

    /** How long silence lasts before a turn counts as over. @param hesitating after a word that announces more */
    public record Patience(long whole, long open, long hesitating) {
        public static final Patience USUAL = new Patience(250, 600, 1_600);
        public static final Patience ELDER = new Patience(600, 1_200, 2_500);
    }

    private static final Pattern MARKS = Pattern.compile("[\\p{P}\\p{S}\\s]+");
    private static final Pattern WHOLE = Pattern.compile("(吗|呢|吧|么|多少钱|怎么办|什么|哪里|哪儿|几天|多久|可以|谢谢|再见|人工|一遍|慢一点|[？?])$");
    private static final Pattern HESITATING =
            Pattern.compile("(那个|这个|就是|然后|嗯|呃|因为|所以|还有|而且|但是|或者|想|我|他|的话|就|要|在|跟|和|说|问)$");
    private static final int MOST_REMEMBERED = 64;
    /** Characters by which a final must be longer than what was answered already, to be another turn. */
    private static final int MORE = 4;

    private Patience patience;
    private final Map<String, String> answered = new LinkedHashMap<>();
    private String segment = "";
    private String text = "";
    private long due = Long.MAX_VALUE;

    public TurnDetector(Patience patience) {
        this.patience = patience;
    }

    /** Waits so long from now on. */
    public void patience(Patience changed) {
        patience = changed;
    }

    /** Takes a revision of the citizen's words; gives the turn when it is over with it. */
    public Optional<String> heard(TranscriptSegment words, long now) {
        if (words.getUnheard() || words.getText().isBlank()) {
            return Optional.empty();
        }
        segment = words.getSegment();
        text = words.getText();
        if (words.getKind() == Revision.FINAL) {
            return over();
        }
        due = words.getKind() == Revision.PAUSE ? now + patienceFor(text) : Long.MAX_VALUE;
        return Optional.empty();
    }

    /** To be asked every some milliseconds. @param speaking whether voice is heard now */
    public Optional<String> tick(long now, boolean speaking) {
        if (due == Long.MAX_VALUE) {
            return Optional.empty();
        }
        if (speaking) {
            due = Math.max(due, now + patience.whole());
            return Optional.empty();
        }
        return now >= due ? over() : Optional.empty();
    }

    private Optional<String> over() {
        due = Long.MAX_VALUE;
        String plain = plain(text);
        @Nullable String before = answered.get(segment);
        if (before != null && plain.length() < before.length() + MORE) {
            return Optional.empty();
        }
        answered.put(segment, plain);
        if (answered.size() > MOST_REMEMBERED) {
            answered.remove(answered.keySet().iterator().next());
        }
        return Optional.of(text);
    }

    private long patienceFor(String said) {
        String plain = plain(said);
        if (HESITATING.matcher(plain).find()) {
            return patience.hesitating();
        }
        return WHOLE.matcher(plain).find() ? patience.whole() : patience.open();
    }

    private static String plain(String said) {
        return MARKS.matcher(said).replaceAll("");
    }
}
