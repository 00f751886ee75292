package org.wenzheng.models.runtime.synthesis;

import static org.wenzheng.models.runtime.synthesis.SpokenNumbers.digits;
import static org.wenzheng.models.runtime.synthesis.SpokenNumbers.quantity;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns written Chinese into what a person would read aloud: no numeral, unit sign or full-width letter is left. Rules run in
 * order, the more special first (an ID number before a quantity); each one's output holds no numerals for the next.
 */
final class SpeakableText {
    /** Before these a lone 2 is 两. */
    private static final String MEASURES =
            "(?:个|位|名|次|份|张|本|天|周|年|小时|分钟|秒|层|间|项|种|套|家|条|元|块|倍|人|户|处|点|万|亿|件|栋|栏|遍|趟|辆|台|只|岁|星期|寸|公里|平)";

    private static final String NOT_AFTER_DIGIT = "(?<![\\d.])";
    private static final String NOT_BEFORE_DIGIT = "(?![\\d.]*\\d)";

    private record Rule(Pattern pattern, Function<MatchResult, String> say) {
        static Rule of(String regex, Function<MatchResult, String> say) {
            return new Rule(Pattern.compile(regex), say);
        }

        String apply(String text) {
            return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(say.apply(found)));
        }
    }

    private static final List<Rule> RULES = List.of(
            // identity number: 17 digits and a check character
            Rule.of(
                    number("(\\d{6})(\\d{8})(\\d{3})([\\dXx])"),
                    m -> dialled(m.group(1))
                            + "，"
                            + dialled(m.group(2))
                            + "，"
                            + dialled(m.group(3))
                            + (Character.isDigit(m.group(4).charAt(0)) ? dialled(m.group(4)) : "X")),
            // telephones: mobile, area code and number, service numbers
            Rule.of(number("(1\\d\\d)[- ]?(\\d{4})[- ]?(\\d{4})"), SpeakableText::groups),
            Rule.of(number("(0\\d{2,3})[-— ]?(\\d{3,4})[- ]?(\\d{4})"), SpeakableText::groups),
            Rule.of(number("([48]00)[-— ]?(\\d{3,4})[-— ]?(\\d{3,4})"), SpeakableText::groups),
            Rule.of(number("(1[012]\\d{1,3}|96\\d{3,4})") + "(?=热线|平台|电话|服务|专线|报警|急救)", m -> dialled(m.group(1))),
            Rule.of("(?<=拨打|拨|打|致电)(\\d{3,8})" + NOT_BEFORE_DIGIT, m -> dialled(m.group(1))),
            // what is read off a card or a door
            Rule.of("(?<=尾号|编号|单号|号码|验证码)([是为]?[，:]?)(\\d{3,})", m -> m.group(1) + dialled(m.group(2))),
            Rule.of(number("(\\d{3,4})") + "(?=室|房|号房|户室)", m -> dialled(m.group(1))),
            Rule.of("(?<=[A-Za-z])-?(\\d+)", m -> dialled(m.group(1))),
            // dates and times
            Rule.of(
                    number("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})"),
                    m -> digits(m.group(1), false) + "年" + whole(m.group(2)) + "月" + whole(m.group(3)) + "日"),
            Rule.of(
                    NOT_AFTER_DIGIT
                            + "((?:1[89]|20|21)\\d{2})(?=\\s*年|\\s*[-~至到—]+\\s*(?:19|20|21)\\d{2}\\s*年)(?!年(?:以内|之内|来))",
                    m -> digits(m.group(1), false)),
            Rule.of(number("([01]?\\d|2[0-4]):([0-5]\\d)(?::[0-5]\\d)?"), SpeakableText::clock),
            Rule.of("(?<=点)0(\\d)分?" + NOT_BEFORE_DIGIT, m -> "零" + digits(m.group(1), false) + "分"),
            // money, shares, fractions, units
            Rule.of("[¥￥]\\s*(\\d[\\d,]*(?:\\.\\d+)?)(万|亿)?元?", m -> quantity(m.group(1)) + orEmpty(m.group(2)) + "元"),
            Rule.of(
                    "(\\d+(?:\\.\\d+)?)%?\\s*[-~—至到]+\\s*(\\d+(?:\\.\\d+)?)\\s*%",
                    m -> "百分之" + quantity(m.group(1)) + "到百分之" + quantity(m.group(2))),
            Rule.of("(\\d+(?:\\.\\d+)?)\\s*%", m -> "百分之" + quantity(m.group(1))),
            Rule.of("(\\d+(?:\\.\\d+)?)\\s*‰", m -> "千分之" + quantity(m.group(1))),
            Rule.of(number("(\\d{1,3})/(\\d{1,3})"), m -> quantity(m.group(2)) + "分之" + quantity(m.group(1))),
            Rule.of("(?<=[\\d点])\\s*(?:㎡|m²|平米)", m -> "平方米"),
            Rule.of("(?<=\\d)\\s*(?:km|KM|千米)(?![A-Za-z])", m -> "公里"),
            Rule.of("(?<=\\d)\\s*(?:kg|KG)(?![A-Za-z])", m -> "公斤"),
            Rule.of("(?<=\\d)\\s*(?:m|M)(?![A-Za-z])", m -> "米"),
            Rule.of("(?<=\\d)\\s*(?:℃|°C)", m -> "摄氏度"),
            Rule.of("(?<![\\d月日号至到-])-(?=\\d)", m -> "负"),
            // ranges and what is left: quantities
            Rule.of("(?<=[\\d年月日号点分层楼零一二三四五六七八九十])\\s*[-~—]+\\s*(?=\\d|[零一二三四五六七八九十两])", m -> "到"),
            Rule.of(NOT_AFTER_DIGIT + "(?<!第)2(?=" + MEASURES + "|到\\d)", m -> "两"),
            Rule.of("\\d{9,}", m -> dialled(m.group())),
            Rule.of("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?", m -> quantity(m.group())));

    private SpeakableText() {}

    /** The text as it is said; punctuation, Han characters and Latin letters (upper case) stay. */
    static String of(String written) {
        String text = halfWidth(written);
        for (Rule rule : RULES) {
            text = rule.apply(text);
        }
        return text;
    }

    private static String number(String regex) {
        return NOT_AFTER_DIGIT + regex + NOT_BEFORE_DIGIT;
    }

    private static String dialled(String numerals) {
        return digits(numerals, true);
    }

    private static String whole(String numerals) {
        return SpokenNumbers.cardinal(Long.parseLong(numerals));
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }

    private static String groups(MatchResult number) {
        StringBuilder said = new StringBuilder();
        for (int group = 1; group <= number.groupCount(); group++) {
            said.append(group > 1 ? "，" : "").append(dialled(number.group(group)));
        }
        return said.toString();
    }

    private static String clock(MatchResult time) {
        String hour = time.group(1).equals("2") ? "两" : whole(time.group(1));
        String minutes = time.group(2);
        if (minutes.equals("00")) {
            return hour + "点";
        }
        return hour + "点" + (minutes.charAt(0) == '0' ? digits(minutes, false) : whole(minutes)) + "分";
    }

    /** Letters, digits and signs of the full-width block as ASCII; Chinese punctuation stays. */
    private static String halfWidth(String text) {
        StringBuilder half = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            boolean wide = (c >= '０' && c <= '９')
                    || (c >= 'Ａ' && c <= 'Ｚ')
                    || (c >= 'ａ' && c <= 'ｚ')
                    || "％－．／～".indexOf(c) >= 0;
            half.append(wide ? (char) (c - 0xFEE0) : c);
        }
        // a colon between digits is a clock's, whichever width
        return half.toString().replaceAll("(?<=\\d)：(?=\\d)", ":");
    }
}
