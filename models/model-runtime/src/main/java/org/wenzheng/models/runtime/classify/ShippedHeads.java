package org.wenzheng.models.runtime.classify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.wenzheng.models.runtime.ModelException;

/**
 * The heads that ship with the product, and an office's own in their place: {@code WENZHENG_HEAD_TOPICS},
 * {@code WENZHENG_HEAD_SENTIMENT} and {@code WENZHENG_HEAD_URGENCY} name files that {@code ./run train} made.
 */
public final class ShippedHeads {

    /** What the shipped heads tell: a service topic, a sentiment, whether a person presses for help. */
    public enum Task {
        TOPICS,
        SENTIMENT,
        URGENCY
    }

    /** The label of lines that have no topic: greetings, thanks, back-channels. */
    public static final String NO_TOPIC = "none";

    private ShippedHeads() {}

    /**
     * The head for a task.
     *
     * @param environment where an office's own head may be named
     * @throws ModelException.Permanent if the file cannot be read
     */
    public static LinearHead load(Task task, Map<String, String> environment) throws ModelException {
        String own = environment.get("WENZHENG_HEAD_" + task.name());
        if (own != null && !own.isBlank()) {
            return HeadFile.read(Path.of(own));
        }
        String name = task.name().toLowerCase(Locale.ROOT) + ".head";
        try (InputStream in = ShippedHeads.class.getResourceAsStream("/org/wenzheng/models/heads/" + name)) {
            if (in == null) {
                throw new ModelException.Permanent("The head " + name + " is not in this build.", null);
            }
            return HeadFile.read(in, name);
        } catch (IOException e) {
            throw new ModelException.Permanent("The head " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
