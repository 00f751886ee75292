package org.wenzheng.models.runtime.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.wenzheng.models.runtime.speech.SpokenText.Edit;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

/** Mandarin punctuation: full width beside Chinese characters, commas where the speaker paused, an end to a sentence. */
final class Punctuation {

    /** Silence between two words that is written as a comma, in seconds. */
    static final float COMMA_PAUSE = 0.4f;

    /** Characters a clause must have before a pause ends it: shorter ones are hesitation. */
    private static final int SHORTEST_CLAUSE = 4;

    private static final String HAN = "\\p{IsHan}";
    private static final String MARKS = "，。？！：；、…";

    private record Rule(Pattern pattern, Function<MatchResult, String> writing) {}

    private static Rule rule(String pattern, Function<MatchResult, String> writing) {
        return new Rule(Pattern.compile(pattern), writing);
    }

    private static final List<Rule> RULES = List.of(
            // numbers said in groups or digit by digit are one number
            rule("(?<![0-9])[0-9]{2,4}(?:[ -][0-9]{2,4}){2,4}(?![0-9])", m -> onlyDigits(m.group())),
            rule("(?<![0-9])[0-9](?:[ ,，、][0-9]){4,}(?![0-9])", m -> onlyDigits(m.group())),
            // Whisper writes a space where a clause ends
            rule("(?<=" + HAN + "{3}) +(?=" + HAN + "{2})", m -> "，"),
            rule("^\\s+|\\s+$|(?<=[" + HAN + MARKS + "])\\s+|\\s+(?=[" + HAN + MARKS + "])", m -> ""),
            rule("\\.{2,}|。{2,}|…+", m -> "……"),
            rule("(?<=" + HAN + "|" + HAN + "[”》）])[,.?!:;]|[,.?!:;](?=" + HAN + ")|[?!]$", m -> fullWidth(m.group())),
            rule("(?<=[A-Za-z0-9])\\.$", m -> "。"),
            rule("(?<=[" + MARKS + "])[，、；：]+|(?<=[，、；：])[。？！]|^[" + MARKS + "]+", m -> ""),
            rule("(?<=吗)。", m -> "？"));

    private static final Pattern ENDED = Pattern.compile("[。？！…]$");
    private static final Pattern QUESTION = Pattern.compile(
            "(?:吗|怎么办|怎么走|多少钱?|哪里|在哪儿?|什么时候|几点|为什么|行不行|好不好|对不对|是什么|可以吗)$" + "|请问[^。？！]*$|(?:怎么|什么|哪|谁|几|多少)[^。？！，]*呢$");

    private Punctuation() {}

    /** The text with its marks as a Mandarin reader writes them. */
    static SpokenText written(SpokenText spoken) {
        SpokenText text = spoken;
        for (Rule rule : RULES) {
            String before = text.text();
            List<Edit> edits = new ArrayList<>();
            rule.pattern()
                    .matcher(before)
                    .results()
                    .forEach(m -> edits.add(
                            new Edit(m.start(), m.end(), rule.writing().apply(m))));
            text = text.edit(edits);
        }
        return text;
    }

    /** A comma where two words with nothing between them lie {@link #COMMA_PAUSE} apart. */
    static SpokenText pauses(SpokenText spoken) {
        List<Edit> edits = new ArrayList<>();
        List<TimedWord> words = spoken.words();
        int clause = 0;
        for (int i = 1; i < words.size(); i++) {
            TimedWord before = words.get(i - 1);
            TimedWord after = words.get(i);
            boolean joined = before.endChar() == after.startChar();
            boolean paused = after.startSeconds() - before.endSeconds() >= COMMA_PAUSE;
            boolean numbers = digitAt(spoken.text(), before.endChar() - 1) && digitAt(spoken.text(), after.startChar());
            if (!joined) {
                clause = after.startChar();
            } else if (paused && !numbers && before.endChar() - clause >= SHORTEST_CLAUSE && i < words.size() - 1) {
                edits.add(new Edit(before.endChar(), before.endChar(), "，"));
                clause = after.startChar();
            }
        }
        return spoken.edit(edits);
    }

    /** A full stop or question mark where the text has no end. */
    static SpokenText ended(SpokenText spoken) {
        String text = spoken.text();
        if (text.isEmpty() || ENDED.matcher(text).find()) {
            return spoken;
        }
        int end = text.length();
        while (end > 0 && MARKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String mark = QUESTION.matcher(text.substring(0, end)).find() ? "？" : "。";
        return spoken.edit(List.of(new Edit(end, text.length(), mark)));
    }

    private static boolean digitAt(String text, int at) {
        return ChineseNumber.digit(text.charAt(at)) >= 0;
    }

    private static String onlyDigits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static String fullWidth(String mark) {
        return switch (mark) {
            case "," -> "，";
            case "." -> "。";
            case "?" -> "？";
            case "!" -> "！";
            case ":" -> "：";
            default -> "；";
        };
    }
}
