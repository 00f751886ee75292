package org.wenzheng.digitalhuman.answer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The sentences in which an item's statements are spoken: everything that is ours about an answer, and none of it a fact. Both the
 * writer and the check use them, so that a sentence which is in none of these forms is never spoken.
 */
final class Frames {

    /** Ends an overview. */
    static final String MORE = "收费、时限、地点，您可以接着问。";
    /** Follows what the item does not say. */
    static final String ASK_STAFF = "这一点我不能乱说，可以说“转人工”，问窗口人员。";

    private static final String END = "。";

    private Frames() {}

    /** The sentence that says an item's statements of an aspect. */
    static String sentence(String item, Aspect aspect, List<String> statements) {
        String joined = String.join(separator(aspect), statements);
        return switch (aspect) {
            case MATERIALS -> "办" + item + "，请带：" + joined + END;
            case FEE -> "费用方面：" + joined + END;
            case TIME -> "承诺的办理时限是：" + joined + END;
            case VISITS -> joined.equals("0") ? "不用跑现场，可以不见面办。" : "到现场的次数是：" + joined + "次。";
            case WHERE -> "办理地点是：" + joined + END;
            case HOURS -> "办理时间是：" + joined + END;
            case PHONE -> "咨询电话是：" + joined + END;
            case COMPLAINT -> "投诉电话是：" + joined + END;
            case CONDITIONS -> item + "的条件是：" + joined + END;
            case LAW -> "依据是：" + joined + END;
            case STEPS -> "请注意：" + joined + END;
        };
    }

    /** The sentence that says that an item does not say it. */
    static String silent(String item, Aspect aspect) {
        return item + "的" + aspect.label() + "，资料里没有写。";
    }

    /** Matches the sentences of an aspect; its group is what is said. */
    static Pattern pattern(String item, Aspect aspect) {
        String marked = sentence(Pattern.quote(item), aspect, List.of("@@"));
        return Pattern.compile("^" + marked.replace("@@", "(.*)") + "$");
    }

    static String separator(Aspect aspect) {
        return aspect == Aspect.MATERIALS ? "、" : "；";
    }
}
