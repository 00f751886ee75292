package org.wenzheng.jobs.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One value of the environment, checked as it is read. */
final class Setting {

    private Setting() {}

    /** The value, or the default where it is absent or blank. */
    static String text(Map<String, String> environment, String name, String otherwise) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    /** A whole number, or the default. */
    static int number(Map<String, String> environment, String name, int otherwise) {
        String value = text(environment, name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is '%s': give a whole number".formatted(name, value), e);
        }
    }

    /** {@code on} or {@code off}, or the default. */
    static boolean yes(Map<String, String> environment, String name, boolean otherwise) {
        String value = text(environment, name, otherwise ? "on" : "off");
        require(value.equals("on") || value.equals("off"), "%s is '%s': give on or off", name, value);
        return value.equals("on");
    }

    /** Words separated by commas. */
    static List<String> list(Map<String, String> environment, String name) {
        return Arrays.stream(text(environment, name, "").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Says what to change where a value cannot be used. */
    @SuppressWarnings("AnnotateFormatMethod") // Error Prone's annotations are no dependency
    static void require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }
}
