package org.wenzheng.models.runtime.speech;

import static java.util.regex.Pattern.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.speech.SpokenText.Edit;

/**
 * Numbers as they are written, from numbers as they are said: dates, clock times, money, percentages, long counts and
 * digits read out become numerals; small counts (两个), set phrases (十分, 千万) and estimates (七八个) stay words.
 *
 * <p>Rules are tried in order; the first that takes a stretch keeps it. Each names what is rewritten by groups: every
 * group of a rule that takes part in a match is one number.
 */
final class InverseTextNormalization {

    private static final String D = "[" + ChineseNumber.DIGITS + "]";
    private static final String N = "[" + ChineseNumber.ALL + "]";
    private static final String FRESH = "(?<!" + N + ")";
    private static final String DONE = "(?!" + N + ")";
    private static final String COUNT = "(" + N + "+)";
    private static final String DAYTIME = "(?:上午|下午|早上|早晨|中午|晚上|凌晨|傍晚|今晚|明早)";

    /** What is measured or numbered with numerals even below ten. */
    private static final String FIRM_UNIT = "(?:元|万元|亿元|号楼|号窗口|号线|单元|平方米|平米|公里|公斤|毫克|毫升|摄氏度|兆)";

    /** What ten of is written 10; elsewhere the character is part of a phrase (十足, 十字路口). */
    private static final String TEN_OF = "[个人天年日号点时分秒块元岁米度层楼户家件项条次名位张份台辆周小公平斤多倍万亿]";

    /** One way of saying numbers. */
    private record Rule(Pattern pattern, Function<String, @Nullable String> writing) {}

    private static Rule rule(String pattern, Function<String, @Nullable String> writing) {
        return new Rule(compile(pattern), writing);
    }

    private static final List<Rule> RULES = List.of(
            // what stays as it is: fractions, holidays, congresses, days of the old calendar
            rule("((?:" + N + "*[" + ChineseNumber.DIGITS + "十])分之" + N + "+)", InverseTextNormalization::asSaid),
            rule("(双十[一二]|十一(?=假期|长假|黄金周|期间|放假))", InverseTextNormalization::asSaid),
            rule("((?:十[五六七八九]|二十)(?=大(?:报告|精神|代表|以来|[，。]|$)|届))", InverseTextNormalization::asSaid),
            rule("((?:正月|腊月|大年|(?<![最当起之年月])初)" + N + "+)", InverseTextNormalization::asSaid),
            // 百分之九十点五, 千分之三
            rule("(百分之" + N + "+(?:点" + D + "+)?)", InverseTextNormalization::percent),
            rule("(千分之" + N + "+(?:点" + D + "+)?)", InverseTextNormalization::permille),
            // 二零二六年, 九八年: a year's digits are read one by one
            rule(FRESH + "(" + D + "{4})(?=年)", ChineseNumber::digits),
            rule(FRESH + "([零〇一二六七八九]" + D + ")(?=年(?!多|以|内|前|后|来|级))", InverseTextNormalization::shortYear),
            // 十一月二十二日, 三月, 五号之前
            rule(FRESH + "(" + N + "{1,3})月(" + N + "{1,3})(?=[日号])", InverseTextNormalization::calendar),
            rule(FRESH + "(十?[一二三四五六七八九十])(?=月(?!" + N + "|饼))", InverseTextNormalization::calendar),
            rule(FRESH + "(" + N + "{1,3})(?=号(?:之?前|之?后|到|至|上午|下午|早上|晚上))", InverseTextNormalization::calendar),
            // 三点十五分, 下午三点五十, 九点半; 一点 alone is a little
            rule(FRESH + COUNT + "点(" + N + "+)(?=分(?!之))", InverseTextNormalization::clock),
            rule(DAYTIME + COUNT + "点(零" + N + "|" + N + "{2,3})(?!" + N + "|刻)", InverseTextNormalization::clock),
            rule(DAYTIME + COUNT + "(?=点)", InverseTextNormalization::clock),
            rule(FRESH + COUNT + "(?=点(?:半|整|钟|一刻|三刻))", InverseTextNormalization::clock),
            rule("(十分(?!钟))", InverseTextNormalization::asSaid),
            // 三点一四, 一点二亿元
            rule(FRESH + "(" + N + "*" + D + "点" + D + "+)(?!" + D + "*[十百千分刻])", InverseTextNormalization::decimal),
            // 一三八零零一三八零零零, 拨打幺二零, 五零二室: digits read one by one
            rule(FRESH + "(" + D + "{5,})(?![十百千万亿])", ChineseNumber::digits),
            rule("(?<=打|拨|尾号|转|号码是)(" + D + "{3,4})(?![十百千万亿])", ChineseNumber::digits),
            rule(FRESH + "(" + D + "{2,4})(?=热线|室(?!内)|房间|号房|路公交)", ChineseNumber::digits),
            rule(FRESH + "(?=" + D + "*[零〇幺])(" + D + "{3,4})" + DONE, ChineseNumber::digits),
            // three yuan, a building's number, everything from ten on
            rule(FRESH + COUNT + "(?=" + FIRM_UNIT + ")", InverseTextNormalization::count),
            rule(FRESH + "(十)(?=" + TEN_OF + ")", InverseTextNormalization::count),
            rule(FRESH + COUNT + "(?![几来])" + DONE, InverseTextNormalization::fromTen));

    private InverseTextNormalization() {}

    /** The same text with its numbers as numerals where a reader expects them. */
    static SpokenText written(SpokenText spoken) {
        String text = spoken.text();
        boolean[] taken = new boolean[text.length()];
        List<Edit> edits = new ArrayList<>();
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(text);
            while (matcher.find()) {
                take(matcher, rule, taken, edits);
            }
        }
        edits.removeIf(edit -> text.substring(edit.start(), edit.end()).equals(edit.replacement()));
        edits.sort(Comparator.comparingInt(Edit::start));
        return spoken.edit(edits);
    }

    /** All numbers of a match, or none where one is taken already or is none. */
    private static void take(Matcher match, Rule rule, boolean[] taken, List<Edit> edits) {
        List<Edit> found = new ArrayList<>();
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.start(group) < 0) {
                continue;
            }
            String numerals = rule.writing().apply(match.group(group));
            if (numerals == null) {
                return;
            }
            for (int i = match.start(group); i < match.end(group); i++) {
                if (taken[i]) {
                    return;
                }
            }
            found.add(new Edit(match.start(group), match.end(group), numerals));
        }
        for (Edit edit : found) {
            Arrays.fill(taken, edit.start(), edit.end(), true);
        }
        edits.addAll(found);
    }

    private static String asSaid(String words) {
        return words;
    }

    private static @Nullable String percent(String said) {
        return suffixed(said, "%");
    }

    private static @Nullable String permille(String said) {
        return suffixed(said, "‰");
    }

    private static @Nullable String suffixed(String said, String sign) {
        String number = said.substring(3);
        String numerals = number.indexOf('点') > 0 ? decimal(number) : ChineseNumber.value(number);
        if (number.equals("百")) {
            numerals = "100";
        }
        return numerals == null ? null : numerals + sign;
    }

    /** 九八 or 一九, but not 二三: that is two or three years. */
    private static @Nullable String shortYear(String digits) {
        int first = ChineseNumber.digit(digits.charAt(0));
        int second = ChineseNumber.digit(digits.charAt(1));
        return second == first + 1 ? null : ChineseNumber.digits(digits);
    }

    /** A day or a month. */
    private static @Nullable String calendar(String said) {
        return said.indexOf('两') >= 0 ? null : within(ChineseNumber.value(said), 31);
    }

    /** An hour or a minute; 零五 is a minute. */
    private static @Nullable String clock(String said) {
        if (said.length() == 2 && ChineseNumber.digit(said.charAt(0)) == 0) {
            return ChineseNumber.digits(said);
        }
        return within(ChineseNumber.value(said), 59);
    }

    private static @Nullable String within(@Nullable String numerals, int most) {
        return numerals == null || numerals.length() > 2 || Integer.parseInt(numerals) > most ? null : numerals;
    }

    private static @Nullable String decimal(String said) {
        int point = said.indexOf('点');
        String whole = ChineseNumber.value(said.substring(0, point));
        String fraction = ChineseNumber.digits(said.substring(point + 1));
        return whole == null || fraction == null ? null : whole + "." + fraction;
    }

    /** A quantity: 一万 and 三百五十万 keep their large unit, as people write them. */
    private static @Nullable String count(String said) {
        char last = said.charAt(said.length() - 1);
        if (said.length() > 1 && (last == '万' || last == '亿')) {
            String head = ChineseNumber.value(said.substring(0, said.length() - 1));
            return head == null ? null : head + last;
        }
        return ChineseNumber.value(said);
    }

    private static @Nullable String fromTen(String said) {
        boolean quantity = said.chars().anyMatch(c -> ChineseNumber.unit((char) c) > 0);
        return quantity && said.length() > 1 ? count(said) : null;
    }
}
