package org.wenzheng.jobs.redaction;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A word that says what a number near it is. The nearest before the number counts, else the first after it. */
enum Cue {
    ID_CARD("(?:二代|居民)?身份证件?|证件|身份号码|公民身份"),
    PASSPORT("护照|通行证|台胞证|回乡证"),
    BANK_CARD("(?:银行|工资|储蓄|信用|借记|社保|医保|市民|一卡通|存折|收款|退款|打款)?[卡帐账](?=号)|银行卡|工资卡|储蓄卡|信用卡|借记卡|存折|[账帐]户|卡上"),
    LANDLINE("座机|坐机|固话|固定电话|传真|区号|(?:办公室|单位|家里|家庭)的?电话"),
    MOBILE("手机|移动电话|微信(?=号)"),
    PHONE("电话|联系方式|联络方式|打给我|打我|联系我|拨打|致电|(?<!会)号码"),
    BIRTH_DATE("出生(?!证|登记|医学|人口|率|缺陷)(?:日期|年月日?|时间)?|生日|生于|诞辰"),
    NAME("姓名|名字|贵姓|怎么称呼|您叫|你叫|叫什么"),
    /** Says that the number is nobody's own. */
    OTHER("订单|工单|案件?|案号|编号|编码|受理|单号|流水|发票|票号|事项|代码|尾号|[后末][四三六]位|验证码|查询码|取件码|提货码|识别码|条形?码|"
            + "凭证|许可|执照|回执|批次|批准文号|文号|热线|金额|总价|快递|运单|物流|户号|表号|序列号|备案|排队号|取号|学号|工号|合同|证书|"
            + "不动产权|房产证|产权证|登记证|有效期|到期|日期|截止|截至|办理时间|批文|收据|缴费单|账单|通知书|文件|项目|设备|机器|型号|标准|"
            + "信用代码|税号|邮编|邮政编码|区划|车牌|牌照|检验");

    /** Characters before a number in which a cue is looked for. */
    private static final int BEFORE = 22;
    /** Characters after a number. */
    private static final int AFTER = 10;

    /** Characters before a number within which a word can disown one that has a person's number's shape. */
    private static final int TIGHT = 9;

    private static final Pattern ALL = all();
    /** What lies before the last clause: a mark that more than a pause's words follow. */
    private static final Pattern LED_BY_CLAUSE = Pattern.compile("^.*[，。？！；,?!;](?=.)");

    private final String words;

    Cue(String words) {
        this.words = words;
    }

    private static Pattern all() {
        StringBuilder pattern = new StringBuilder();
        for (Cue cue : values()) {
            pattern.append(pattern.isEmpty() ? "" : "|")
                    .append("(?<C")
                    .append(cue.ordinal())
                    .append('>')
                    .append("(?:")
                    .append(cue.words)
                    .append(")的?(?:号码|编号|号)?)");
        }
        return Pattern.compile(pattern.toString());
    }

    /**
     * The cue that a number belongs to, or null.
     *
     * @param start of the number
     * @param end exclusive
     */
    static @Nullable Cue of(String text, int start, int end) {
        Cue before = last(text.substring(Math.max(0, start - BEFORE), start));
        return before != null ? before : first(text.substring(end, Math.min(text.length(), end + AFTER)));
    }

    /** Whether a number is said to be nobody's own in the words that lead to it, as 订单号是 does. */
    static boolean disowned(String text, int start) {
        return last(LED_BY_CLAUSE
                        .matcher(text.substring(Math.max(0, start - TIGHT), start))
                        .replaceFirst(""))
                == OTHER;
    }

    /** Every cue in a text, as of one that asks. */
    static Set<Cue> in(String text) {
        Set<Cue> found = EnumSet.noneOf(Cue.class);
        Matcher matcher = ALL.matcher(text);
        while (matcher.find()) {
            found.add(kind(matcher));
        }
        return found;
    }

    private static @Nullable Cue last(String text) {
        Matcher matcher = ALL.matcher(text);
        Cue last = null;
        while (matcher.find()) {
            last = kind(matcher);
        }
        return last;
    }

    private static @Nullable Cue first(String text) {
        Matcher matcher = ALL.matcher(text);
        return matcher.find() ? kind(matcher) : null;
    }

    private static Cue kind(Matcher matcher) {
        for (Cue cue : values()) {
            if (matcher.group("C" + cue.ordinal()) != null) {
                return cue;
            }
        }
        throw new IllegalStateException("a match without a group");
    }
}
