package org.wenzheng.models.runtime.synthesis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pinyin syllables and Latin letters in the phoneme alphabet of Kokoro v1.0, as its Mandarin voices were trained: affricates
 * as ligatures, the tone's arrow behind the nucleus and before a final nasal.
 */
final class MandarinPhonemes {
    private static final String[] TONES = {"", "→", "↗", "↓", "↘", ""};

    /** Initial → IPA. */
    private static final Map<String, String> INITIALS =
            table("b:p p:pʰ m:m f:f d:t t:tʰ n:n l:l g:k k:kʰ h:x j:ʨ q:ʨʰ x:ɕ zh:ꭧ ch:ꭧʰ sh:ʂ r:ɻ z:ʦ c:ʦʰ s:s");

    /** Final → IPA, {@code *} where the tone goes. Finals in full, as after no initial (uei, iou, uen). */
    private static final Map<String, String> FINALS = table("a:a* o:wo* e:ɤ* i:i* u:u* v:y* "
            + "ai:ai* ei:ei* ao:au* ou:ou* an:a*n en:ə*n ang:a*ŋ eng:ə*ŋ ong:ʊ*ŋ "
            + "ia:ja* ie:je* iao:jau* iou:jou* ian:jɛ*n in:i*n iang:ja*ŋ ing:i*ŋ iong:jʊ*ŋ iai:jai* "
            + "ua:wa* uo:wo* uai:wai* uei:wei* uan:wa*n uen:wə*n uang:wa*ŋ ueng:wə*ŋ "
            + "ve:ɥe* van:ɥɛ*n vn:y*n");

    /** Syllables that are not an initial with a final. */
    private static final Map<String, String> WHOLE = table("er:ɚ* r:ɚ* o:ɔ* m:m* n:n* ng:ŋ* hm:hm* ê:ɛ*");

    /** After these the letter i is no vowel of its own but a buzzed ɨ. */
    private static final String BUZZED = " zh ch sh r z c s ";

    private static final Map<Character, String> LETTERS = letters(
            "ˈA bˈi sˈi dˈi ˈi ˈɛf ʤˈi ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈO pˈi kjˈu ˈɑɹ ˈɛs tˈi jˈu vˈi dˈʌbᵊljˌu ˈɛks wˈI zˈi");

    private MandarinPhonemes() {}

    /** Phonemes of a syllable with its tone; empty when no such syllable exists. */
    static Optional<String> of(String pinyin, int tone) {
        String whole = WHOLE.get(pinyin);
        String untoned = whole != null ? whole : split(pinyin);
        return Optional.ofNullable(untoned).map(ipa -> ipa.replace("*", TONES[tone]));
    }

    /** The name of a Latin letter, as a Chinese speaker reads it from a form; empty for anything else. */
    static Optional<String> ofLetter(char letter) {
        return Optional.ofNullable(LETTERS.get(Character.toUpperCase(letter)));
    }

    private static @Nullable String split(String pinyin) {
        if (pinyin.isEmpty()) {
            return null;
        }
        int length = pinyin.length() > 1 && pinyin.charAt(1) == 'h' && pinyin.charAt(0) != 'h' ? 2 : 1;
        String initial = pinyin.substring(0, length);
        if (!INITIALS.containsKey(initial)) {
            initial = "";
        }
        String last = fullFinal(initial, pinyin.substring(initial.length()));
        if (last.equals("i") && BUZZED.contains(" " + initial + " ")) {
            return INITIALS.get(initial) + "ɨ*";
        }
        String ipa = FINALS.get(last);
        return ipa == null ? null : INITIALS.getOrDefault(initial, "") + ipa;
    }

    /** Undoes pinyin's spelling rules: y and w, u for ü behind j q x, and the short forms iu, ui, un. */
    private static String fullFinal(String initial, String written) {
        if (initial.isEmpty()) {
            return withoutGlide(written);
        }
        boolean rounded = "jqx".contains(initial) && written.charAt(0) == 'u';
        String last = rounded ? "v" + written.substring(1) : written;
        return switch (last) {
            case "iu" -> "iou";
            case "ui" -> "uei";
            case "un" -> "uen";
            case "ue" -> "ve";
            default -> last;
        };
    }

    private static String withoutGlide(String written) {
        if (written.startsWith("yu")) {
            return "v" + written.substring(2);
        }
        return switch (written) {
            case "yi", "yin", "ying" -> written.substring(1);
            case "you" -> "iou";
            case "yong" -> "iong";
            case "yo" -> "o";
            case "wu" -> "u";
            case "wei" -> "uei";
            case "wen" -> "uen";
            default ->
                written.startsWith("y")
                        ? "i" + written.substring(1)
                        : written.startsWith("w") ? "u" + written.substring(1) : written;
        };
    }

    private static Map<String, String> table(String pairs) {
        Map<String, String> table = new HashMap<>();
        for (String pair : pairs.split(" ")) {
            int colon = pair.indexOf(':');
            table.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return Map.copyOf(table);
    }

    private static Map<Character, String> letters(String names) {
        Map<Character, String> table = new HashMap<>();
        char letter = 'A';
        for (String name : names.split(" ")) {
            table.put(letter++, name);
        }
        return Map.copyOf(table);
    }
}
