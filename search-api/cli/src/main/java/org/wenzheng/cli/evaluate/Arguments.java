package org.wenzheng.cli.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands options on to another program. */
final class Arguments {

    private Arguments() {}

    /** Adds an option with its value when it has one. */
    static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value.toString());
        }
    }

    /** Adds a flag when it is set. */
    static void add(List<String> arguments, String name, boolean set) {
        if (set) {
            arguments.add(name);
        }
    }
}
