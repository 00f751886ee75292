package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds e-mail addresses, written (RFC 5322 addr-spec, its common part) or said: 艾特, 点, 下划线, digits as words. */
final class EmailDetector implements Detector {

    private static final String SPOKEN_DIGIT = "零〇一二三四五六七八九幺两洞拐";
    private static final String AT =
            "\\s*[，,]?\\s*(?:@|＠|艾特|爱特|圈\\s*[aAａ]|小老鼠|(?<=[A-Za-z0-9\\s])at(?=[\\s0-9])|(?<=[\\s0-9])AT(?=[\\s0-9]))\\s*[，,]?\\s*";
    private static final String LOCAL_PART =
            "(?:[A-Za-z0-9._%+\\-" + SPOKEN_DIGIT + "]|下划线|横杠|减号|小写|大写|点|杠|(?<=[A-Za-z0-9" + SPOKEN_DIGIT
                    + "])[\\s，,]{1,2}(?=[A-Za-z0-9" + SPOKEN_DIGIT + "]))";
    private static final String LABEL = "(?:[A-Za-z0-9\\-" + SPOKEN_DIGIT + "]|(?<=[A-Za-z0-9])\\s(?=[A-Za-z0-9]))";
    private static final String DOT = "\\s*(?:\\.|．|。|点|dot)\\s*";
    private static final String TOP_LEVEL = "(?:com|cn|net|org|gov|edu|info|cc|COM|CN|NET|ORG|GOV|EDU|康姆|康|扛|抗姆)";

    private static final Pattern ADDRESS = Pattern.compile(LOCAL_PART + "{1,64}" + AT + "(?:" + LABEL + "{1,40}?" + DOT
            + "){1,4}?" + TOP_LEVEL + "(?:" + DOT + "(?:cn|CN))?(?![A-Za-z0-9])");
    /** Known providers are enough where the end was lost. */
    private static final Pattern CUT_OFF =
            Pattern.compile(LOCAL_PART + "{1,64}" + AT + "(?:qq|QQ|163|126|一六三|幺六三|一二六|幺二六|sina|gmail|新浪|网易|搜狐)邮?箱?");

    private static final Pattern GROWING =
            Pattern.compile(LOCAL_PART + "{1,64}" + AT + "[A-Za-z0-9.点\\-\\s" + SPOKEN_DIGIT + "]*$");

    private static final int WEIGHT = 130;

    @Override
    public List<Finding> find(SpokenText text) {
        List<Finding> found = new ArrayList<>();
        add(ADDRESS, text, WEIGHT, found);
        add(CUT_OFF, text, WEIGHT - 10, found);
        if (text.open()) {
            add(GROWING, text, WEIGHT - 20, found);
        }
        return found;
    }

    private static void add(Pattern pattern, SpokenText text, int weight, List<Finding> found) {
        Matcher matcher = pattern.matcher(text.value());
        while (matcher.find()) {
            found.add(new Finding(DetailKind.EMAIL, matcher.start(), matcher.end(), weight));
        }
    }
}
