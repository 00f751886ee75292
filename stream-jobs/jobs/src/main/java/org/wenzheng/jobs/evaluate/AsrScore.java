package org.wenzheng.jobs.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.wenzheng.models.runtime.speech.CharacterErrorRate;

/** Errors counted so far, over all and by group. */
final class AsrScore {
    private final Map<String, Sum> groups = new TreeMap<>();
    private final Sum all = new Sum();

    private static final class Sum {
        private CharacterErrorRate shipped = CharacterErrorRate.NONE;
        private CharacterErrorRate unrepaired = CharacterErrorRate.NONE;
        private CharacterErrorRate offline = CharacterErrorRate.NONE;
        private int items;
        private double seconds;
        private double unrepairedSeconds;
        private double audioSeconds;
    }

    /**
     * Counts a clip.
     *
     * @param shipped what the jobs' settings gave
     * @param seconds they took
     */
    void add(String group, CharacterErrorRate shipped, double seconds, double audioSeconds) {
        for (Sum sum : new Sum[] {all, group(group)}) {
            sum.shipped = sum.shipped.plus(shipped);
            sum.items++;
            sum.seconds += seconds;
            sum.audioSeconds += audioSeconds;
        }
    }

    /**
     * Counts what a clip gave without the repair of homophones.
     *
     * @param seconds that took
     */
    void addUnrepaired(String group, CharacterErrorRate unrepaired, double seconds) {
        for (Sum sum : new Sum[] {all, group(group)}) {
            sum.unrepaired = sum.unrepaired.plus(unrepaired);
            sum.unrepairedSeconds += seconds;
        }
    }

    /** Counts what the slow setting gave for a clip. */
    void addOffline(String group, CharacterErrorRate offline) {
        all.offline = all.offline.plus(offline);
        Sum sum = group(group);
        sum.offline = sum.offline.plus(offline);
    }

    private Sum group(String name) {
        return groups.computeIfAbsent(name, key -> new Sum());
    }

    double cer() {
        return all.shipped.rate();
    }

    /** Fills {@code items}, {@code score}, {@code by}, {@code seconds} and {@code audio_seconds}. */
    void write(ObjectNode json) {
        json.put("items", all.items);
        score(all, json.putObject("score"));
        ObjectNode by = json.putObject("by");
        groups.forEach((name, sum) -> score(sum, by.putObject(name)).put("items", sum.items));
        json.put("seconds", rounded(all.seconds)).put("audio_seconds", rounded(all.audioSeconds));
    }

    private static ObjectNode score(Sum sum, ObjectNode json) {
        json.put("cer", rounded(sum.shipped.rate()));
        if (sum.unrepaired.characters() > 0) {
            json.put("cer_unrepaired", rounded(sum.unrepaired.rate()));
            json.put("rtf_unrepaired", rounded(perSecond(sum.unrepairedSeconds, sum)));
        }
        if (sum.offline.characters() > 0) {
            json.put("cer_offline", rounded(sum.offline.rate()));
        }
        return json.put("rtf", rounded(perSecond(sum.seconds, sum)));
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private static double perSecond(double seconds, Sum sum) {
        return sum.audioSeconds == 0 ? 0 : seconds / sum.audioSeconds;
    }

    /** A line a group; behind the columns of what ships, those of the same without repair. */
    String table() {
        StringBuilder table = new StringBuilder(
                "%-24s %6s %8s %8s %12s %8s%n".formatted("group", "clips", "CER", "RTF", "unrepaired", "RTF"));
        groups.forEach((name, sum) -> table.append(line(name, sum)));
        return table.append(line("all", all)).toString();
    }

    private static String line(String name, Sum sum) {
        String shipped = "%-24s %6d %7.1f%% %8.3f"
                .formatted(name, sum.items, 100 * sum.shipped.rate(), perSecond(sum.seconds, sum));
        if (sum.unrepaired.characters() == 0) {
            return shipped + "%n".formatted();
        }
        return shipped
                + " %11.1f%% %8.3f%n".formatted(100 * sum.unrepaired.rate(), perSecond(sum.unrepairedSeconds, sum));
    }
}
