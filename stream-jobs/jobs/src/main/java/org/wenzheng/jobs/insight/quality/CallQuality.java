package org.wenzheng.jobs.insight.quality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wenzheng.search.contract.ServiceQuality;
import org.wenzheng.search.contract.ServiceQuality.Finding;

/** A call's quality of service. A pure function of its turns, whatever their order. Bounds stand in docs/service-quality.md. */
public final class CallQuality {

    private static final int LONG_SILENCE_MS = 10_000;
    /** Who begins so long before the other ends does not merely take over. */
    private static final int INTERRUPTED_MS = 700;
    /** Less is a back-channel: 嗯，好的. */
    private static final int MORE_THAN_A_NOD_MS = 1_500;

    private static final int SHORTEST_EXPLANATION = 12;
    private static final double SAME_EXPLANATION = 0.6;
    private static final int GREETING_TURNS = 2;
    private static final int MOST_FINDINGS = 50;

    private CallQuality() {}

    /**
     * Sums up a call.
     *
     * @param moodStart mood of the citizen in the first third of what was said
     * @param moodEnd in the last
     */
    public static ServiceQuality of(Collection<Turn> said, String moodStart, String moodEnd) {
        List<Turn> turns = new ArrayList<>(said);
        turns.sort(Comparator.comparingInt(Turn::startMs).thenComparing(Turn::segment));
        List<Turn> staff = turns.stream().filter(Turn::isStaff).toList();
        TimeLine citizens = TimeLine.of(turns, Turn::isCitizen);
        TimeLine staffs = TimeLine.of(turns, Turn::isStaff);
        TimeLine all = TimeLine.of(turns, turn -> true);
        List<Turn> responses = responses(turns);
        String greeting = greeting(staff);
        List<Finding> findings = new ArrayList<>();
        if (greeting.equals(ServiceQuality.MISSING)) {
            Turn first = staff.get(0);
            findings.add(finding(ServiceQuality.NO_GREETING, first, first.startMs(), "", first.confidence()));
        }
        phrases(staff, findings);
        interruptions(turns, findings);
        repetitions(turns, findings);
        silences(turns, all, findings);
        findings.sort(Comparator.comparingLong(Finding::startMs).thenComparing(Finding::kind));
        List<Finding> kept = findings.stream().limit(MOST_FINDINGS).toList();
        return new ServiceQuality(
                staff.stream().map(Turn::speaker).distinct().toList(),
                citizens.length(),
                staffs.length(),
                TimeLine.of(turns, Turn::isDigitalHuman).length(),
                all.gaps().stream().mapToLong(TimeLine.Stretch::length).sum(),
                citizens.shared(staffs),
                people(turns, false),
                people(turns, true),
                responses.size(),
                responses.stream().mapToLong(turn -> silenceBefore(turn, turns)).sum(),
                staff.stream()
                        .filter(turn -> !turn.unheard())
                        .mapToInt(Turn::characters)
                        .sum(),
                staff.stream()
                        .filter(turn -> !turn.unheard())
                        .mapToLong(turn -> turn.endMs() - turn.startMs())
                        .sum(),
                greeting,
                (int) staff.stream()
                        .flatMap(turn -> turn.phrases().stream())
                        .filter(hit -> hit.kind().equals(PhraseKind.COURTESY.id()))
                        .count(),
                moodStart,
                moodEnd,
                findings.stream().map(Finding::kind).distinct().sorted().toList(),
                kept);
    }

    private static long people(List<Turn> turns, boolean unheard) {
        return turns.stream()
                .filter(turn -> !turn.isDigitalHuman() && turn.unheard() == unheard)
                .mapToLong(turn -> turn.endMs() - turn.startMs())
                .sum();
    }

    /** Turns of the staff whose last speaker before was the citizen. */
    private static List<Turn> responses(List<Turn> turns) {
        List<Turn> responses = new ArrayList<>();
        for (int i = 1; i < turns.size(); i++) {
            if (turns.get(i).isStaff() && turns.get(i - 1).isCitizen()) {
                responses.add(turns.get(i));
            }
        }
        return responses;
    }

    private static long silenceBefore(Turn turn, List<Turn> turns) {
        int last = turns.stream()
                .filter(other -> other != turn && other.startMs() <= turn.startMs())
                .mapToInt(Turn::endMs)
                .max()
                .orElse(turn.startMs());
        return Math.max(0, turn.startMs() - last);
    }

    private static String greeting(List<Turn> staff) {
        if (staff.isEmpty()) {
            return ServiceQuality.NONE;
        }
        List<Turn> first = staff.subList(0, Math.min(GREETING_TURNS, staff.size()));
        if (first.stream().flatMap(turn -> turn.phrases().stream()).anyMatch(hit -> hit.kind()
                .equals(PhraseKind.GREETING.id()))) {
            return ServiceQuality.SAID;
        }
        return first.stream().allMatch(Turn::isClear) ? ServiceQuality.MISSING : ServiceQuality.UNKNOWN;
    }

    private static void phrases(List<Turn> staff, List<Finding> findings) {
        for (Turn turn : staff) {
            for (PhraseHit hit : turn.phrases()) {
                boolean told = hit.kind().equals(PhraseKind.FORBIDDEN.id())
                        || hit.kind().equals(PhraseKind.PROMISE.id());
                if (told && !turn.unheard() && hit.confidence() >= Turn.CLEAR) {
                    findings.add(finding(hit.kind(), turn, hit.atMs(), hit.phrase(), hit.confidence()));
                }
            }
        }
    }

    private static void interruptions(List<Turn> turns, List<Finding> findings) {
        for (Turn staff : turns) {
            if (!staff.isStaff() || !staff.isClear() || staff.endMs() - staff.startMs() < MORE_THAN_A_NOD_MS) {
                continue;
            }
            turns.stream()
                    .filter(Turn::isCitizen)
                    .filter(Turn::isClear)
                    .filter(citizen -> citizen.startMs() + INTERRUPTED_MS <= staff.startMs()
                            && citizen.endMs() - staff.startMs() >= INTERRUPTED_MS)
                    .findFirst()
                    .ifPresent(citizen -> findings.add(finding(
                            ServiceQuality.INTERRUPTION,
                            staff,
                            staff.startMs(),
                            "",
                            Math.min(staff.confidence(), citizen.confidence()))));
        }
    }

    /** The same explained again after the citizen had spoken: it was not understood, or nobody listened. */
    private static void repetitions(List<Turn> turns, List<Finding> findings) {
        List<Turn> before = new ArrayList<>();
        List<Set<String>> pairs = new ArrayList<>();
        List<Integer> exchanges = new ArrayList<>();
        int exchange = 0;
        for (Turn turn : turns) {
            if (turn.isCitizen()) {
                exchange++;
            }
            String plain = PlainText.of(turn.text()).toString();
            if (!turn.isStaff() || !turn.isClear() || plain.length() < SHORTEST_EXPLANATION) {
                continue;
            }
            Set<String> its = pairs(plain);
            for (int i = 0; i < before.size(); i++) {
                if (exchanges.get(i) < exchange && alike(pairs.get(i), its) >= SAME_EXPLANATION) {
                    findings.add(finding(
                            ServiceQuality.REPEATED,
                            turn,
                            turn.startMs(),
                            "",
                            Math.min(turn.confidence(), before.get(i).confidence())));
                    break;
                }
            }
            before.add(turn);
            pairs.add(its);
            exchanges.add(exchange);
        }
    }

    private static void silences(List<Turn> turns, TimeLine all, List<Finding> findings) {
        for (TimeLine.Stretch gap : all.gaps()) {
            if (gap.length() >= LONG_SILENCE_MS) {
                Turn before = turns.stream()
                        .filter(turn -> turn.endMs() <= gap.from())
                        .max(Comparator.comparingInt(Turn::endMs))
                        .orElse(turns.get(0));
                findings.add(finding(ServiceQuality.LONG_SILENCE, before, gap.from(), "", 1));
            }
        }
    }

    private static Set<String> pairs(String plain) {
        Set<String> pairs = new HashSet<>();
        for (int i = 1; i < plain.length(); i++) {
            pairs.add(plain.substring(i - 1, i + 1));
        }
        return pairs;
    }

    /** Jaccard's index. */
    private static double alike(Set<String> a, Set<String> b) {
        long both = a.stream().filter(b::contains).count();
        return (double) both / (a.size() + b.size() - both);
    }

    private static Finding finding(String kind, Turn turn, int atMs, String phrase, float confidence) {
        return new Finding(kind, turn.segment(), atMs, phrase, confidence);
    }
}
