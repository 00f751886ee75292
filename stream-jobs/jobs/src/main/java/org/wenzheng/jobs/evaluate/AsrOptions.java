package org.wenzheng.jobs.evaluate;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EvaluateAsr} is asked for.
 *
 * @param data manifest of clips
 * @param root that their paths are relative to, else the manifest's folder
 * @param language of the rows that count
 * @param limit rows at most
 * @param domain files and folders of an office's texts; empty: as the jobs are set
 * @param terms a term a line, whose recall is printed
 * @param offline whether the slow setting is scored, too
 * @param predictions is written what was recognised
 * @param json whether the last line is an object
 */
record AsrOptions(
        Path data,
        @Nullable Path root,
        String language,
        int limit,
        List<String> domain,
        @Nullable Path terms,
        boolean offline,
        @Nullable Path predictions,
        boolean json) {

    private static final String USAGE =
            "usage: --data FILE [--root DIR] [--lang zh] [--limit N] [--domain PATH,…] [--terms FILE] [--offline] [--predictions OUT] [--json]";

    static AsrOptions parse(String[] arguments) {
        Path data = null;
        Path root = null;
        String language = "zh";
        int limit = Integer.MAX_VALUE;
        List<String> domain = List.of();
        Path terms = null;
        boolean offline = false;
        Path predictions = null;
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--data" -> data = Path.of(value(arguments, ++i));
                case "--root" -> root = Path.of(value(arguments, ++i));
                case "--lang" -> language = value(arguments, ++i);
                case "--limit" -> limit = Integer.parseInt(value(arguments, ++i));
                case "--domain" -> domain = List.of(value(arguments, ++i).split(","));
                case "--terms" -> terms = Path.of(value(arguments, ++i));
                case "--offline" -> offline = true;
                case "--predictions" -> predictions = Path.of(value(arguments, ++i));
                case "--json" -> json = true;
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (data == null || limit < 1) {
            throw new IllegalArgumentException(USAGE);
        }
        return new AsrOptions(data, root, language, limit, domain, terms, offline, predictions, json);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments[at];
    }
}
