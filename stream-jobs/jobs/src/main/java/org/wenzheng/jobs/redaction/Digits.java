package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digits as people say and recognisers write them: 138, １３８, 一三八, 幺, 两, 三个八, groups with pauses between.
 *
 * <p>A group is an unbroken stretch in one script; a run is groups that only pauses and fillers part.
 */
final class Digits {

    /**
     * An unbroken stretch.
     *
     * @param digits 0-9, and X as the check character of an ID card
     * @param start UTF-16 offset in the text
     * @param end exclusive
     */
    record Group(String digits, int start, int end) {}

    /** Groups in order that may make up one number together. */
    record Run(List<Group> groups) {
        int start() {
            return groups.get(0).start();
        }

        int end() {
            return groups.get(groups.size() - 1).end();
        }

        /** Digits of the groups from {@code first} to {@code last}, both inclusive. */
        String digits(int first, int last) {
            StringBuilder digits = new StringBuilder();
            groups.subList(first, last + 1).forEach(g -> digits.append(g.digits()));
            return digits.toString();
        }
    }

    private static final String SPOKEN = "零〇一二三四五六七八九幺两洞拐";
    private static final String VALUES = "001234567891207";
    /** Characters that recognisers write for 幺; a digit only with digits after it and, but for 么, before it. */
    private static final String LIKE_ONE = "么腰夭吆妖";

    /** What may stand between two groups of one number. */
    private static final Pattern PAUSE =
            Pattern.compile("(?:[\\s，,、\\-－—–·。…()（）]|嗯|呃|啊|额|哦|那个|然后|再来|接着|后面是?|前面是?|转|杠|减|中间是?|最后是?){0,4}");
    /** 三个八: a count, then the digit. */
    private static final Pattern COUNTED = Pattern.compile("([二两三四五六2-6])个([零〇一二三四五六七八九幺0-9])(?![个十百千万月年天])");
    /** The check character of an ID card, said or written. */
    private static final Pattern CHECK = Pattern.compile("\\s*(?:[，,、]?\\s*)?(?:大写的?)?([XxＸｘ×]|艾克斯|埃克斯|叉)");
    /** What makes a short group a quantity, a date or an ordinal rather than a part of a number. */
    private static final Pattern UNIT =
            Pattern.compile("[元块万千百十亿年月日天岁栋幢层楼室%％点分秒度米吨]|小时|单元|个[^零一二三四五六七八九〇0-9]|平方|公里|[号][楼线窗]");
    /** Words that begin with a digit's character and follow a number: 一共, 一下, 两个. */
    private static final Pattern WORD_AFTER = Pattern.compile("[一两](?=[共下个次直起样般些点定边会种位条张者辆查])");

    private Digits() {}

    /** Runs in order. */
    static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        List<Group> open = new ArrayList<>();
        Matcher pause = PAUSE.matcher(text);
        for (Group group : groups(text)) {
            if (!open.isEmpty() && !joins(pause, open.get(open.size() - 1).end(), group.start())) {
                runs.add(new Run(List.copyOf(open)));
                open.clear();
            }
            open.add(group);
        }
        if (!open.isEmpty()) {
            runs.add(new Run(List.copyOf(open)));
        }
        return runs;
    }

    private static boolean joins(Matcher pause, int from, int to) {
        return pause.region(from, to).matches();
    }

    private static List<Group> groups(String text) {
        List<Group> groups = new ArrayList<>();
        Matcher counted = COUNTED.matcher(text);
        Matcher check = CHECK.matcher(text);
        int at = 0;
        int inRun = 0;
        while (at < text.length()) {
            if (counted.region(at, text.length()).lookingAt()) {
                String digits = String.valueOf(value(counted.group(2).charAt(0)))
                        .repeat(value(counted.group(1).charAt(0)) - '0');
                groups.add(new Group(digits, at, counted.end()));
                at = counted.end();
            } else if (isDigit(text, at)) {
                Group group = group(text, at);
                at = Math.max(group.end(), at + 1);
                if (!group.digits().isEmpty() && !isQuantity(text, group)) {
                    groups.add(group);
                }
            } else {
                inRun = digitsBefore(groups, at);
                if (inRun >= 14 && check.region(at, text.length()).lookingAt()) {
                    groups.add(new Group("X", check.start(1), check.end()));
                    at = check.end();
                } else {
                    at++;
                }
            }
        }
        return groups;
    }

    /** Digits of the groups that end close to {@code at}. */
    private static int digitsBefore(List<Group> groups, int at) {
        int count = 0;
        int edge = at;
        for (int i = groups.size() - 1; i >= 0 && edge - groups.get(i).end() <= 3; i--) {
            count += groups.get(i).digits().length();
            edge = groups.get(i).start();
        }
        return count;
    }

    private static Group group(String text, int start) {
        StringBuilder digits = new StringBuilder();
        boolean spoken = isSpoken(text.charAt(start));
        Matcher word = WORD_AFTER.matcher(text).useTransparentBounds(true);
        Matcher counted = COUNTED.matcher(text);
        int at = start;
        while (at < text.length() && isDigit(text, at) && isSpoken(text.charAt(at)) == spoken) {
            if (word.region(at, text.length()).lookingAt()
                    || at > start && counted.region(at, text.length()).lookingAt()) {
                break;
            }
            digits.append(value(text.charAt(at)));
            at++;
        }
        return new Group(digits.toString(), start, at);
    }

    private static boolean isQuantity(String text, Group group) {
        Matcher unit = UNIT.matcher(text).region(group.end(), text.length());
        return group.digits().length() <= 6 && unit.lookingAt();
    }

    private static boolean isSpoken(char c) {
        return SPOKEN.indexOf(c) >= 0 || LIKE_ONE.indexOf(c) >= 0;
    }

    private static boolean isDigit(String text, int at) {
        char c = text.charAt(at);
        if (c >= '0' && c <= '9' || c >= '０' && c <= '９' || SPOKEN.indexOf(c) >= 0) {
            return true;
        }
        if (LIKE_ONE.indexOf(c) < 0 || at + 1 >= text.length() || SPOKEN.indexOf(text.charAt(at + 1)) < 0) {
            return false;
        }
        boolean digitBefore = at > 0 && SPOKEN.indexOf(text.charAt(at - 1)) >= 0;
        boolean starts = c == '么' && (at == 0 || "什怎这那多要".indexOf(text.charAt(at - 1)) < 0);
        return digitBefore || starts;
    }

    private static char value(char c) {
        if (c >= '0' && c <= '9') {
            return c;
        }
        if (c >= '０' && c <= '９') {
            return (char) (c - '０' + '0');
        }
        int spoken = SPOKEN.indexOf(c);
        return spoken >= 0 ? VALUES.charAt(spoken) : '1';
    }
}
