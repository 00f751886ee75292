package org.wenzheng.models.runtime.speech;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import java.util.ArrayList;
import java.util.List;

/**
 * How Chinese text sounds, without tones and with the differences levelled that recognition and accents confuse most: zh, ch,
 * sh as z, c, s; final ng as n; initial l as n. Texts that sound alike come out alike.
 */
public final class ToneFreePinyin {

    private ToneFreePinyin() {}

    /** A syllable for each Han character; other letters and digits as they are, in lower case; the rest is left out. */
    public static List<String> syllables(String text) {
        List<Pinyin> read = HanLP.convertToPinyinList(text);
        List<String> syllables = new ArrayList<>(read.size());
        for (int i = 0; i < read.size() && i < text.length(); i++) {
            Pinyin pinyin = read.get(i);
            char c = text.charAt(i);
            if (pinyin != Pinyin.none5) {
                syllables.add(levelled(pinyin.getPinyinWithoutTone()));
            } else if (Character.isLetterOrDigit(c)) {
                syllables.add(String.valueOf(Character.toLowerCase(c)));
            }
        }
        return syllables;
    }

    private static String levelled(String syllable) {
        String sound = syllable;
        if (sound.length() > 2 && sound.charAt(1) == 'h') {
            sound = sound.charAt(0) + sound.substring(2);
        }
        if (sound.endsWith("ng") && !sound.endsWith("ong")) {
            sound = sound.substring(0, sound.length() - 1);
        }
        return sound.charAt(0) == 'l' ? "n" + sound.substring(1) : sound;
    }
}
