package org.wenzheng.cli.demo;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One demo call as written.
 *
 * @param id two digits; names the sound file
 * @param topics one or two ids of the taxonomy
 * @param day days before today as a number not above 0
 * @param time local time of the first word
 * @param realtime whether it is played at real speed
 * @param mood the citizen's, in a word
 */
public record DemoScript(
        String id,
        String title,
        List<String> topics,
        String kind,
        String office,
        String department,
        String matter,
        int day,
        LocalTime time,
        boolean realtime,
        Scene scene,
        Speaker citizen,
        Speaker staff,
        String mood,
        List<Turn> turns) {

    /** Where the citizen is. */
    public enum Scene {
        CLEAN,
        /** Street noise on the citizen's side while the citizen speaks. */
        NOISE,
        /** The citizen says next to nothing. */
        SILENCE;

        @JsonCreator
        static Scene of(String name) {
            return valueOf(name.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * How someone sounds.
     *
     * @param voice of the synthesiser
     * @param speed 1 is the voice's own
     * @param pitch semitones up or down, at the same speed
     * @param noise decibels of noise over speech; null for none
     */
    public record Speaker(String voice, float speed, int pitch, @Nullable Double noise) {}

    /** Who speaks. */
    public enum Side {
        CITIZEN,
        STAFF;

        @JsonCreator
        static Side of(String name) {
            return valueOf(name.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * What someone says without a break.
     *
     * @param pause milliseconds before it
     */
    public record Turn(@JsonProperty("who") Side side, String text, int pause) {
        private static final int USUAL_PAUSE = 450;

        @JsonCreator
        static Turn of(
                @JsonProperty(value = "who", required = true) Side side,
                @JsonProperty(value = "text", required = true) String text,
                @JsonProperty("pause") @Nullable Integer pause) {
            return new Turn(side, text, pause == null ? USUAL_PAUSE : pause);
        }
    }

    /** Copies the lists. */
    public DemoScript {
        topics = List.copyOf(topics);
        turns = List.copyOf(turns);
    }

    @JsonCreator
    static DemoScript read(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "title", required = true) String title,
            @JsonProperty(value = "topics", required = true) List<String> topics,
            @JsonProperty(value = "kind", required = true) String kind,
            @JsonProperty(value = "office", required = true) String office,
            @JsonProperty(value = "department", required = true) String department,
            @JsonProperty(value = "matter", required = true) String matter,
            @JsonProperty(value = "day", required = true) int day,
            @JsonProperty(value = "time", required = true) String time,
            @JsonProperty(value = "realtime", required = true) boolean realtime,
            @JsonProperty(value = "scene", required = true) Scene scene,
            @JsonProperty(value = "citizen", required = true) Speaker citizen,
            @JsonProperty(value = "staff", required = true) Speaker staff,
            @JsonProperty(value = "mood", required = true) String mood,
            @JsonProperty(value = "turns", required = true) List<Turn> turns) {
        return new DemoScript(
                id,
                title,
                topics,
                kind,
                office,
                department,
                matter,
                day,
                LocalTime.parse(time),
                realtime,
                scene,
                citizen,
                staff,
                mood,
                turns);
    }

    /** The speaker of a turn. */
    public Speaker speaker(Turn turn) {
        return turn.side() == Side.CITIZEN ? citizen : staff;
    }

    /**
     * All scripts of a folder, by file name, which is by day and time.
     *
     * @throws IOException if one cannot be read; the message names it
     */
    public static List<DemoScript> readAll(Path folder) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        List<DemoScript> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                try {
                    scripts.add(yaml.readValue(file.toFile(), DemoScript.class));
                } catch (IOException e) {
                    throw new IOException("The demo script " + file + " cannot be read: " + e.getMessage(), e);
                }
            }
        }
        return List.copyOf(scripts);
    }
}
