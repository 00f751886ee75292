package org.wenzheng.digitalhuman.dialogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wenzheng.models.runtime.speech.ToneFreePinyin;

/** What an utterance does, where it is not a question about a matter. The first that fits is taken. */
enum Act {
    /** Anywhere in an utterance, and by its sound: it is never argued with. */
    HANDOVER(
            false,
            "转人工|人工(服务|客服|座席|窗口)?|真人|活人|窗口人员|工作人员|不要(机器|数字)人|不跟机器|找个人|叫个人|换个人",
            "zuan ren gong",
            "ren gong fu wu",
            "zen ren"),
    ABUSE(false, "傻[逼叉屄]|他妈的|妈的|操你|滚蛋|去你的|王八|狗屁|废物|脑残|混蛋|放屁|神经病", ""),
    REPEAT(true, "(再|重新?|重复)(说|讲|来|念)(一|1)?(遍|次|下)|没听(清|见|懂|明白)|听不(清|见|懂)|(你)?说(什么|啥)|重复一?(遍|下)"),
    SLOWER(true, "(说|讲)?(得|的)?慢(一?点|些)|太快|别(说|讲)?(那么|这么)?快"),
    FASTER(true, "(说|讲)?(得|的)?快(一?点|些)|太慢"),
    LOUDER(true, "(大|高)声(一?点|些)?|声音(大|高)(一?点|些)|声音太小|响(一?点|些)"),
    IDENTITY(true, "你是(谁|人|真人|机器|什么)|是不是(真人|机器人?|人)|你叫(什么|啥)"),
    BYE(true, "再见|拜拜|没(有)?(别的|其他)?(事|问题)了|不用了|就这样|挂了"),
    THANKS(true, "谢谢|多谢|感谢|辛苦(了|你|您)"),
    HELLO(true, "^(喂|您好|你好|有人吗|在吗|嗨)+$"),
    /** A back-channel: heard, nothing to be done. */
    NOTHING(true, "^(嗯+|哦+|啊+|呃+|好的?|行|对|是的?|知道了|明白了?|那个|就是|然后)*$");

    /** Control words stand alone; in a long utterance they are part of something else. */
    private static final int MAX_CONTROL = 12;
    /** So short, whatever sounds like 人工 means it: 战人共 was heard for 转人工. */
    private static final int MAX_WISH = 6;

    private static final String PERSON = "ren gong";

    private final boolean brief;
    private final Pattern said;
    private final List<String> sounds;

    Act(boolean brief, String said, String... sounds) {
        this.brief = brief;
        this.said = Pattern.compile(said);
        this.sounds = Arrays.stream(sounds).filter(sound -> !sound.isEmpty()).toList();
    }

    /** @param text without punctuation */
    static Optional<Act> of(String text) {
        String sound = String.join(" ", ToneFreePinyin.syllables(text));
        for (Act act : values()) {
            boolean fits = act.said.matcher(text).find()
                    || act.sounds.stream().anyMatch(sound::contains)
                    || act == HANDOVER && text.length() <= MAX_WISH && sound.contains(PERSON);
            if (fits && (!act.brief || text.length() <= MAX_CONTROL)) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }
}
