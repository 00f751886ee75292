package org.wenzheng.digitalhuman.retrieval;

import java.util.regex.Pattern;

/** A question without what is in every question: greetings, fillers, and the words for what one wants to know of an item. */
public final class QuestionText {

    /** Longer questions are cut: who talks for a minute has said it by then. */
    private static final int MAX = 200;

    private static final Pattern OPENING = Pattern.compile(
            "^(?:喂|嗯+|啊|哎|欸|诶|哦|您好|你好|请问(?:一下|下)?|打扰(?:一下|了)?|师傅|同志|小姐|老师|美女|帅哥"
                    + "|麻烦(?:您|你)?(?:问(?:一下|下)?)?|我?想?(?:要)?(?:咨询|打听|了解|问)(?:一下|下|问)?|那个|这个|就是(?:说)?|帮我(?:查|看|问)(?:一下|下)?|[，。！？、,.!?\\s])+");
    /** Recognised speech ends in a mark, most typed questions in none: it must not tell them apart. */
    private static final Pattern END = Pattern.compile("[，。！？、,.!?；;…~～\\s]+$");

    private static final Pattern FILLER = Pattern.compile("那个|就是说|然后呢|嗯+|呃+|[，。！？、,.!?；;：:“”\"'（）()《》\\s]");
    private static final Pattern COMMON =
            Pattern.compile("怎么(?:办理|办|弄|搞|申请|样|交|处理)?|如何|(?:需要|要|得)?(?:带|准备|提交|拿)?(?:什么|哪些|啥)(?:材料|证件|手续|东西|条件|资料)?"
                    + "|(?:要|得)?(?:多少|几块)钱|收不收费|收费|费用|要钱|(?:要)?多(?:久|长时间)|几天|多少天|(?:在|去|到|上)?哪(?:里|儿|边)|找谁|跟谁(?:说|申请)?"
                    + "|能不能|可不可以|可以|行不行|行吗|是不是|有没有|要不要|用不用|我们|你们|咱们|我|你|您|吗|呢|啊|呀|吧|嘛|了|的|想|请|办理|申请|办|能|要|会");

    private QuestionText() {}

    /** What is embedded: without greetings before it and marks after it. */
    static String spoken(String question) {
        String cut = END.matcher(question.length() > MAX ? question.substring(0, MAX) : question)
                .replaceFirst("");
        String rest = OPENING.matcher(cut.strip()).replaceFirst("");
        return rest.isBlank() ? cut.strip() : rest.strip();
    }

    /** What words are compared by: only what tells one item from another; may be empty. */
    public static String content(String question) {
        String text = FILLER.matcher(spoken(question)).replaceAll("");
        return COMMON.matcher(text).replaceAll(" ").strip();
    }
}
