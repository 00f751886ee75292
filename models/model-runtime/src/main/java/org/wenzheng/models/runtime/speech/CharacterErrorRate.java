package org.wenzheng.models.runtime.speech;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How far a recognised text is from what was said: insertions, deletions and substitutions over the reference's
 * characters, after punctuation and spaces are taken out, characters simplified, letters lowered and numbers written as
 * numerals on both sides.
 *
 * @param errors edits from the recognised text to the reference
 * @param characters of the reference
 */
public record CharacterErrorRate(int errors, int characters) {

    /** Nothing scored yet. */
    public static final CharacterErrorRate NONE = new CharacterErrorRate(0, 0);

    private static final Pattern PERCENT = Pattern.compile("百分之");
    private static final Pattern POINT =
            Pattern.compile("(?<=[" + ChineseNumber.ALL + "])点(?=[" + ChineseNumber.DIGITS + "十])");
    private static final Pattern NUMBER = Pattern.compile("[" + ChineseNumber.ALL + "]+");

    /** Scores one text. */
    public static CharacterErrorRate of(String reference, String recognised) {
        int[] expected = normalise(reference).codePoints().toArray();
        int[] got = normalise(recognised).codePoints().toArray();
        return new CharacterErrorRate(distance(expected, got), expected.length);
    }

    /** Both together. */
    public CharacterErrorRate plus(CharacterErrorRate other) {
        return new CharacterErrorRate(errors + other.errors, characters + other.characters);
    }

    /** Errors a character of the reference; 0 where there is none. May be above 1. */
    public double rate() {
        return characters == 0 ? 0 : (double) errors / characters;
    }

    /** What is compared: letters and digits alone. */
    public static String normalise(String text) {
        String heard = text.replace(Transcript.UNHEARD, "");
        String plain = Normalizer.normalize(heard, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String simple = PERCENT.matcher(MandarinText.simplified(plain)).replaceAll("");
        String numerals =
                NUMBER.matcher(POINT.matcher(simple).replaceAll(".")).replaceAll(match -> numerals(match.group()));
        StringBuilder kept = new StringBuilder();
        numerals.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String numerals(String number) {
        String value = ChineseNumber.value(number);
        if (value != null) {
            return value;
        }
        StringBuilder each = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            int digit = ChineseNumber.digit(number.charAt(i));
            each.append(digit < 0 ? number.substring(i, i + 1) : Integer.toString(digit));
        }
        return each.toString();
    }

    /** Levenshtein's distance. */
    private static int distance(int[] a, int[] b) {
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length];
    }
}
