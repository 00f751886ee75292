package org.wenzheng.jobs.insight.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Stretches of time in which somebody spoke, apart from each other and in order, milliseconds. */
record TimeLine(List<Stretch> stretches) {

    record Stretch(int from, int to) {
        int length() {
            return to - from;
        }
    }

    /** When those spoke, whoever of them. */
    static TimeLine of(List<Turn> turns, Predicate<Turn> whose) {
        List<Stretch> merged = new ArrayList<>();
        turns.stream()
                .filter(whose)
                .sorted(Comparator.comparingInt(Turn::startMs))
                .forEach(turn -> {
                    Stretch last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                    if (last != null && turn.startMs() <= last.to()) {
                        merged.set(merged.size() - 1, new Stretch(last.from(), Math.max(last.to(), turn.endMs())));
                    } else {
                        merged.add(new Stretch(turn.startMs(), Math.max(turn.startMs(), turn.endMs())));
                    }
                });
        return new TimeLine(List.copyOf(merged));
    }

    long length() {
        return stretches.stream().mapToLong(Stretch::length).sum();
    }

    /** Time that is in both. */
    long shared(TimeLine other) {
        long shared = 0;
        for (Stretch a : stretches) {
            for (Stretch b : other.stretches) {
                shared += Math.max(0, Math.min(a.to(), b.to()) - Math.max(a.from(), b.from()));
            }
        }
        return shared;
    }

    /** What lies between. */
    List<Stretch> gaps() {
        List<Stretch> gaps = new ArrayList<>();
        for (int i = 1; i < stretches.size(); i++) {
            gaps.add(new Stretch(stretches.get(i - 1).to(), stretches.get(i).from()));
        }
        return gaps;
    }
}
