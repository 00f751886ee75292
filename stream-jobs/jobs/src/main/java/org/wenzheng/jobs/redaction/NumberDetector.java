package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.redaction.Digits.Run;

/**
 * Finds ID cards, phones and bank cards among runs of digits.
 *
 * <p>A run is cut into numbers so that what is recognised weighs most: a valid checksum more than a form, a form more
 * than a cue beside any {@link #LONG} digits. The last rule is for recognisers that lose or double a digit.
 */
final class NumberDetector implements Detector {

    /** Digits that are taken for the cue's kind whatever their form. */
    private static final int LONG = 7;
    /** Digits at the open end of speech that may become a number, where nothing says which. */
    private static final int GROWING = 3;
    /** Characters that may part a run from a cue that makes even its first digit suspect. */
    private static final int BESIDE = 5;
    /** Longer than any number of a person, with what a recogniser may have doubled. */
    private static final int LONGEST = 24;

    /** Weight from which a number was known by its form. */
    private static final int FORM = 80;
    /** What each cut costs, so that one number is not taken for two. */
    private static final int CUT = 30;

    private record Part(DetailKind kind, int weight) {}

    @Override
    public List<Finding> find(SpokenText text) {
        List<Finding> findings = new ArrayList<>();
        List<Run> runs = Digits.runs(text.value());
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            List<Finding> found = cut(text, run);
            findings.addAll(found);
            if (i + 1 < runs.size() && found.stream().noneMatch(f -> f.weight() >= FORM)) {
                addBroken(text, run, runs.get(i + 1), findings);
            }
            if (i + 1 == runs.size() && text.open()) {
                addGrowing(text, run, found, findings);
            }
        }
        return findings;
    }

    /** The heaviest way to cut the run into numbers and leftovers. */
    private static List<Finding> cut(SpokenText text, Run run) {
        int groups = run.groups().size();
        int[] best = new int[groups + 1];
        int[] from = new int[groups + 1];
        @Nullable Part[] part = new @Nullable Part[groups + 1];
        for (int end = 1; end <= groups; end++) {
            best[end] = best[end - 1];
            from[end] = end - 1;
            for (int start = end - 1; start >= 0; start--) {
                if (run.digits(start, end - 1).length() > LONGEST) {
                    break;
                }
                Part candidate = classify(text, run, start, end - 1);
                if (candidate != null && best[start] + candidate.weight() - CUT > best[end]) {
                    best[end] = best[start] + candidate.weight() - CUT;
                    from[end] = start;
                    part[end] = candidate;
                }
            }
        }
        List<Finding> found = new ArrayList<>();
        for (int end = groups; end > 0; end = from[end]) {
            Part chosen = part[end];
            if (chosen != null) {
                found.add(new Finding(
                        chosen.kind(),
                        run.groups().get(from[end]).start(),
                        run.groups().get(end - 1).end(),
                        chosen.weight()));
            }
        }
        return found;
    }

    private static @Nullable Part classify(SpokenText text, Run run, int first, int last) {
        String digits = run.digits(first, last);
        int start = run.groups().get(first).start();
        int end = run.groups().get(last).end();
        if (digits.length() < LONG) {
            return null;
        }
        if (NumberShapes.hasIdChecksum(digits) && NumberShapes.hasIdDate(digits)) {
            return new Part(DetailKind.ID_CARD, 120);
        }
        if (Cue.disowned(text.value(), start)) {
            return null;
        }
        Cue cue = Cue.of(text.value(), start, end);
        // 115、123、204 are bus lines or the like.
        boolean listed = cue == null && text.value().substring(start, end).indexOf('、') >= 0;
        Part byForm = byForm(digits, cue, listed);
        return byForm != null || last > first && hasHotline(run, first, last)
                ? byForm
                : byCue(text, digits, cue, start);
    }

    private static @Nullable Part byForm(String digits, @Nullable Cue cue, boolean listed) {
        boolean bank = NumberShapes.isBankCard(digits);
        if (bank && !listed && cue != Cue.ID_CARD && (cue == Cue.BANK_CARD || !NumberShapes.hasIdDate(digits))) {
            return new Part(DetailKind.BANK_CARD, 100);
        }
        if (!listed && NumberShapes.hasIdDate(digits)) {
            return new Part(cue == Cue.BANK_CARD ? DetailKind.BANK_CARD : DetailKind.ID_CARD, 95);
        }
        boolean phone = cue != Cue.BANK_CARD && cue != Cue.ID_CARD && cue != Cue.PASSPORT;
        if (NumberShapes.isMobile(digits)) {
            return new Part(DetailKind.MOBILE, phone ? 90 : 60);
        }
        if (NumberShapes.isLandline(digits)) {
            return new Part(DetailKind.LANDLINE, phone ? FORM : 50);
        }
        return null;
    }

    /** What the words around say, or what the other speaker had asked for. */
    private static @Nullable Part byCue(SpokenText text, String digits, @Nullable Cue cue, int start) {
        if (NumberShapes.isHotline(digits) || cue == Cue.OTHER) {
            return null;
        }
        DetailKind kind = cue == null ? null : kindOf(cue, digits);
        for (Cue asked : Cue.values()) {
            kind = kind == null && text.asked(asked, start) ? kindOf(asked, digits) : kind;
        }
        // The longer cut leaves less behind; but no phone is as long as a card.
        boolean tooLong = cue == Cue.PHONE && digits.length() > 13;
        return kind == null ? null : new Part(kind, 30 + 3 * digits.length() - (tooLong ? 20 : 0));
    }

    private static @Nullable DetailKind kindOf(Cue cue, String digits) {
        return switch (cue) {
            case ID_CARD -> NumberShapes.isDate(digits) ? null : DetailKind.ID_CARD;
            case BANK_CARD -> NumberShapes.isDate(digits) ? null : DetailKind.BANK_CARD;
            case PASSPORT -> DetailKind.PASSPORT;
            case LANDLINE -> DetailKind.LANDLINE;
            case MOBILE -> NumberShapes.isDate(digits) ? null : DetailKind.MOBILE;
            case PHONE -> phone(digits);
            case BIRTH_DATE, NAME, OTHER -> null;
        };
    }

    private static @Nullable DetailKind phone(String digits) {
        if (NumberShapes.isDate(digits)) {
            return null;
        }
        return digits.charAt(0) == '0' || NumberShapes.isLocalLandline(digits)
                ? DetailKind.LANDLINE
                : DetailKind.MOBILE;
    }

    /** Two runs that one misheard character parts, beside a cue. */
    private static void addBroken(SpokenText text, Run left, Run right, List<Finding> findings) {
        String digits = left.digits(0, left.groups().size() - 1)
                + right.digits(0, right.groups().size() - 1);
        if (right.start() - left.end() > 2 || digits.length() < LONG + 2 || digits.length() > LONGEST) {
            return;
        }
        Cue cue = Cue.of(text.value(), left.start(), right.end());
        if (!Cue.disowned(text.value(), left.start())
                && !hasHotline(left, 0, left.groups().size() - 1)
                && !hasHotline(right, 0, right.groups().size() - 1)) {
            Part part = byCue(text, digits, cue, left.start());
            if (part != null) {
                findings.add(new Finding(part.kind(), left.start(), right.end(), Math.min(part.weight(), FORM - 1)));
            }
        }
    }

    /** Digits at the end of what was said so far. */
    private static void addGrowing(SpokenText text, Run run, List<Finding> found, List<Finding> findings) {
        int last = run.groups().size() - 1;
        boolean atEnd = text.value().substring(run.end()).chars().noneMatch(Character::isLetterOrDigit);
        int first = last;
        while (first > 0 && !covered(run, first - 1, found)) {
            first--;
        }
        int start = run.groups().get(first).start();
        String digits = run.digits(first, last);
        if (!atEnd
                || covered(run, last, found)
                || NumberShapes.isHotline(digits)
                || Cue.disowned(text.value(), start)) {
            return;
        }
        Cue cue = Cue.of(text.value().substring(0, run.end()), start, run.end());
        Part part = byCue(text, digits, cue, start);
        boolean beside = part != null
                && Cue.of(
                                text.value().substring(Math.max(0, start - BESIDE), start),
                                start - Math.max(0, start - BESIDE),
                                start - Math.max(0, start - BESIDE))
                        != null;
        if (digits.length() >= GROWING || beside) {
            findings.add(new Finding(part == null ? DetailKind.NUMBER : part.kind(), start, run.end(), 10));
        }
    }

    /** Whether one of the groups is a number of everybody, as in 打12345，12319. */
    private static boolean hasHotline(Run run, int first, int last) {
        return run.groups().subList(first, last + 1).stream()
                .anyMatch(g -> g.digits().length() >= 5 && NumberShapes.isHotline(g.digits()));
    }

    private static boolean covered(Run run, int group, List<Finding> found) {
        Digits.Group g = run.groups().get(group);
        return found.stream().anyMatch(f -> f.overlaps(g.start(), g.end()));
    }
}
