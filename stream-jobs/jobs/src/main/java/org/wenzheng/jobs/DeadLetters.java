package org.wenzheng.jobs;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.jobs.kafka.DeadLetter;
import org.wenzheng.jobs.kafka.DeadLetterBox;

/**
 * Lists the records that no job could use ({@code list}, the default), or sends them again to the topic they came from,
 * each once ({@code replay}) or all that are kept ({@code replay --again}). Prints no value of a record.
 */
public final class DeadLetters {
    private static final String USAGE = "usage: DeadLetters [list | replay [--again]]";

    private DeadLetters() {}

    /** @param arguments as {@link DeadLetters} says */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(arguments, JobsConfig.from(System.getenv()).kafka(), out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (ExecutionException e) {
            System.err.println("Kafka did not take a letter, so none counts as sent: " + e.getCause());
            System.exit(1);
        }
    }

    static void run(String[] arguments, KafkaConfig kafka, PrintStream out)
            throws ExecutionException, InterruptedException {
        String command = arguments.length == 0 ? "list" : arguments[0];
        boolean again = arguments.length == 2 && arguments[1].equals("--again");
        if (arguments.length > (again ? 2 : 1) || again && !command.equals("replay")) {
            throw new IllegalArgumentException(USAGE);
        }
        switch (command) {
            case "list" -> list(kafka, out);
            case "replay" -> replay(kafka, again, out);
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static void list(KafkaConfig kafka, PrintStream out) {
        try (DeadLetterBox box = new DeadLetterBox(kafka)) {
            List<DeadLetterBox.Stored> letters = box.letters(false);
            for (DeadLetterBox.Stored stored : letters) {
                DeadLetter letter = stored.letter();
                byte[] key = letter.key();
                out.printf(
                        "%s  %-18s call %s  by %s: %s%n",
                        Instant.ofEpochMilli(stored.storedAtMs()),
                        letter.topic(),
                        key == null ? "unknown" : new String(key, StandardCharsets.UTF_8),
                        letter.job(),
                        letter.reason());
            }
            out.printf("%d dead letters that were not sent again yet%n", letters.size());
        }
    }

    private static void replay(KafkaConfig kafka, boolean again, PrintStream out)
            throws ExecutionException, InterruptedException {
        try (DeadLetterBox box = new DeadLetterBox(kafka)) {
            out.printf("%d dead letters sent again%n", box.replay(again));
        }
    }
}
