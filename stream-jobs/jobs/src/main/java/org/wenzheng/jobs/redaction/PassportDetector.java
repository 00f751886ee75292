package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds passports and travel permits: one or two letters and seven to nine digits, as written or as spelled out. */
final class PassportDetector implements Detector {

    private static final String GAP = "[\\s，,、\\-－—.]{0,2}";
    private static final String DIGIT = "[0-9０-９零〇一二三四五六七八九幺两洞拐]";

    /** Letters that ordinary, service and diplomatic passports and permits begin with. */
    private static final Pattern FORM = Pattern.compile("(?<![A-Za-z0-9])(?:[EeGgDdSsPpHhMmCcLl]|[Ee]" + GAP
            + "[A-Za-z])(?:" + GAP + DIGIT + "){7,8}(?!" + GAP + DIGIT + ")");
    /** Whatever letters and digits stand beside a cue; recognisers lose one or hear one twice. */
    private static final Pattern CUED = Pattern.compile(
            "(?<![A-Za-z0-9])[A-Za-z](?:" + GAP + "[A-Za-z])?(?:" + GAP + DIGIT + "){6,10}(?!" + DIGIT + ")");

    private static final Pattern GROWING =
            Pattern.compile("(?<![A-Za-z0-9])[A-Za-z](?:" + GAP + "[A-Za-z])?(?:" + GAP + DIGIT + "){0,8}[\\s，,。.…]*$");

    private static final int WEIGHT = 88;

    @Override
    public List<Finding> find(SpokenText text) {
        List<Finding> found = new ArrayList<>();
        Matcher form = FORM.matcher(text.value());
        while (form.find()) {
            if (!Cue.disowned(text.value(), form.start())) {
                found.add(new Finding(DetailKind.PASSPORT, form.start(), form.end(), WEIGHT));
            }
        }
        Matcher cued = CUED.matcher(text.value());
        while (cued.find()) {
            if (isPassport(text, cued.start(), cued.end())) {
                found.add(new Finding(DetailKind.PASSPORT, cued.start(), cued.end(), WEIGHT));
            }
        }
        Matcher growing = GROWING.matcher(text.value());
        if (text.open() && growing.find() && isPassport(text, growing.start(), growing.end())) {
            found.add(new Finding(DetailKind.PASSPORT, growing.start(), growing.end(), 10));
        }
        return found;
    }

    private static boolean isPassport(SpokenText text, int start, int end) {
        return Cue.of(text.value(), start, end) == Cue.PASSPORT || text.asked(Cue.PASSPORT, start);
    }
}
