package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds dates that are said to be of a birth; every other date stays. */
final class BirthDateDetector implements Detector {

    private static final String DIGIT = "[0-9０-９零〇一二三四五六七八九幺]";
    private static final String YEAR = "(?:(?:19|20|一九|二零|二〇|幺九)" + DIGIT + "{2}|" + DIGIT + "{2})";
    private static final String MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|零?[一二三四五六七八九两]|正|冬|腊|幺[零幺二])";
    private static final String DAY =
            "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|初[一二三四五六七八九十]|零?[一二三四五六七八九])";
    private static final String CALENDAR = "(?:农历|阴历|阳历|公历|旧历)?的?";
    private static final String GAP = "[，,、\\s]{0,2}";

    private static final String FULL =
            "(?:" + YEAR + "年?" + GAP + CALENDAR + MONTH + "月份?" + GAP + DAY + "(?:[日号](?!线|楼))?)";
    private static final String WRITTEN = "(?:(?:19|20)[0-9]{2}[\\-/.年\\s][01]?[0-9][\\-/.月\\s][0-3]?[0-9]日?(?![0-9]))";
    private static final String COMPACT = "(?<!" + DIGIT + ")(?:(?:19|20|一九|二零|二〇|幺九)" + DIGIT + "{2}" + GAP + DIGIT
            + "{2}" + GAP + DIGIT + "{2})(?!" + DIGIT + ")";
    private static final String SHORT = "(?:" + CALENDAR + MONTH + "月份?" + GAP + DAY + "(?:[日号](?!线|楼))?)";
    private static final String YEAR_MONTH = "(?:" + YEAR + "年" + GAP + MONTH + "月份?)";
    private static final String DATE =
            "(?:" + FULL + "|" + WRITTEN + "|" + COMPACT + "|" + YEAR_MONTH + "|" + SHORT + ")";

    private static final String BIRTH = "(?:出生(?!证|登记|医学|人口|缺陷|率)|生日|(?<![先学医发产])生于|生辰|诞生)";
    private static final Pattern AFTER_CUE =
            Pattern.compile("(?:" + BIRTH + "(?:日期|年月日?|时间|那天)|生日|" + BIRTH + "(?=[于在是的为：:]|" + DATE + "))"
                    + "[^0-9０-９零〇一二三四五六七八九十，。？！]{0,6}?[，,：:\\s]{0,2}(?:就?是|为)?[，,：:\\s]{0,2}(?<date>" + DATE + ")");
    private static final Pattern BEFORE_CUE =
            Pattern.compile("(?<date>" + DATE + ")" + GAP + "(?:[我他她]?(?:的|就|刚)?(?:凌晨|早上|上午|中午|下午|晚上|夜里)?(?:" + BIRTH
                    + "|生的|生人|生，|生。|降生)|是[我他她][^，。]{0,4}生日|过[^，。]{0,2}生日)");
    /** 我是1985年3月14日的: whole dates only, as 我是3月14日的 may be an appointment. */
    private static final Pattern OF_PERSON =
            Pattern.compile("(?:我|他|她|孩子|宝宝|本人|老人|老公|老婆|爱人|父亲|母亲|爸|妈)是?(?<date>" + FULL + ")的(?!时候|事|预约|号|票|时)");

    private static final Pattern ANSWER =
            Pattern.compile("(?<date>" + FULL + "|" + WRITTEN + "|" + COMPACT + "|" + SHORT + ")");

    private static final int WEIGHT = 97;

    @Override
    public List<Finding> find(SpokenText text) {
        List<Finding> found = new ArrayList<>();
        for (Pattern pattern : List.of(AFTER_CUE, BEFORE_CUE, OF_PERSON)) {
            Matcher matcher = pattern.matcher(text.value());
            while (matcher.find()) {
                found.add(new Finding(DetailKind.BIRTH_DATE, matcher.start("date"), matcher.end("date"), WEIGHT));
            }
        }
        Matcher answer = ANSWER.matcher(text.value());
        while (!text.questions().isEmpty() && answer.find()) {
            if (text.asked(Cue.BIRTH_DATE, answer.start())) {
                found.add(new Finding(DetailKind.BIRTH_DATE, answer.start(), answer.end(), WEIGHT));
            }
        }
        return found;
    }
}
