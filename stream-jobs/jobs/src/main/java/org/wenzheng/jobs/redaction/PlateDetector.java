package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds vehicle plates (GA 36): a province, a letter, five or six letters and digits, as written or as spelled out. */
final class PlateDetector implements Detector {

    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final String GAP = "[\\s·•.，,、\\-－—]{0,2}";
    private static final String SIGN = "(?:[A-Za-zＡ-Ｚ0-9０-９零〇二三四五六七八九幺洞拐]|[一两](?![共下个次直起样般些定边会辆]))";

    private static final Pattern PLATE = Pattern.compile("[" + PROVINCES + "]" + GAP + "[A-Za-zＡ-Ｚ](?:" + GAP + SIGN
            + "){4,5}(?:" + GAP + "[" + "学警港澳挂领使])?(?:" + GAP + SIGN + ")?(?![A-Za-z0-9])");
    /** Without its province, beside a cue. */
    private static final Pattern CUED = Pattern.compile(
            "(?:车牌|牌照|车号)(?:号码?)?(?:[是为：:，,\\s]|尾号)*?(?<plate>[A-Za-z](?:" + GAP + SIGN + "){4,6})(?![A-Za-z0-9])");
    /** A plate that is still being said. */
    private static final Pattern GROWING =
            Pattern.compile("[" + PROVINCES + "]" + GAP + "[A-Za-zＡ-Ｚ](?:" + GAP + SIGN + "){0,4}[\\s，,。.…]*$");

    private static final int WEIGHT = 85;

    @Override
    public List<Finding> find(SpokenText text) {
        List<Finding> found = new ArrayList<>();
        Matcher plate = PLATE.matcher(text.value());
        while (plate.find()) {
            found.add(new Finding(DetailKind.PLATE, plate.start(), plate.end(), WEIGHT));
        }
        Matcher cued = CUED.matcher(text.value());
        while (cued.find()) {
            found.add(new Finding(DetailKind.PLATE, cued.start("plate"), cued.end("plate"), WEIGHT - 20));
        }
        Matcher growing = GROWING.matcher(text.value());
        if (text.open() && growing.find()) {
            found.add(new Finding(DetailKind.PLATE, growing.start(), growing.end(), 10));
        }
        return found;
    }
}
