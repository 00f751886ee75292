package org.wenzheng.replay.stitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.wenzheng.replay.audio.AudioFile;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.audio.Voice;

/**
 * A call of two speakers who take turns, each turn a clip, with a pause before each.
 *
 * @param turns in their order, not overlapping
 * @param frames how long the call is, in frames of 20 ms, with a little silence behind the last turn
 */
public record StitchedCall(List<Turn> turns, long frames) {

    /** A call is about this long unless another length is asked for. */
    public static final int SECONDS = 300;

    private static final int FRAMES_A_SECOND = Voice.SAMPLE_RATE / Voice.FRAME_SAMPLES;
    private static final int SHORTEST_PAUSE = 20; // frames: 0.4 s
    private static final int LONGEST_PAUSE = 60; // 1.2 s
    private static final int TAIL = 75; // 1.5 s, in which the last turn is heard to be over

    /** Copies the turns. */
    public StitchedCall {
        turns = List.copyOf(turns);
    }

    /**
     * Composes calls of clips, in the clips' order. Every call has as many as fit, and at least one; sides alternate, and
     * the pauses, from 0.4 to 1.2 s, depend on nothing but the place in the call.
     *
     * @param calls how many calls; the clips are used again from the first when they run out. 0 for as many as use each
     *     clip once
     * @param seconds how long a call may be
     * @throws UnreadableAudioException if a clip cannot be read
     */
    public static List<StitchedCall> compose(List<Clip> clips, int calls, int seconds) throws UnreadableAudioException {
        if (clips.isEmpty() || calls < 0 || seconds < 1) {
            throw new IllegalArgumentException(
                    "There must be clips, and a number of calls and seconds that make sense.");
        }
        List<Long> lengths = new ArrayList<>();
        for (Clip clip : clips) {
            lengths.add(samples(clip));
        }
        List<StitchedCall> composed = new ArrayList<>();
        int next = 0;
        while (calls == 0 ? next < clips.size() : composed.size() < calls) {
            List<Turn> turns = new ArrayList<>();
            long frame = 0;
            while (calls != 0 || next < clips.size()) {
                Clip clip = clips.get(next % clips.size());
                long samples = lengths.get(next % clips.size());
                long start = frame + pause(turns.size());
                long end = start + (samples + Voice.FRAME_SAMPLES - 1) / Voice.FRAME_SAMPLES;
                if (!turns.isEmpty() && end + TAIL > (long) seconds * FRAMES_A_SECOND) {
                    break;
                }
                turns.add(new Turn(turns.size() % 2, clip, start, samples));
                frame = end;
                next++;
            }
            composed.add(new StitchedCall(turns, frame + TAIL));
        }
        return composed;
    }

    /** The citizen's voice and the staff's, to be read once; each opens its clips as it comes to them. */
    public List<Voice> voices() {
        return List.of(side(0), side(1));
    }

    /** What the call is made of beside the files' contents, as text: the same call, the same text. */
    public String arrangement() {
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            text.append(turn.side()).append(' ').append(turn.startFrame()).append('\n');
        }
        return text.toString();
    }

    /** The clips' files in the order of the turns. */
    public List<Path> files() {
        return turns.stream().map(turn -> turn.clip().file()).toList();
    }

    /**
     * Appends what is said in this call to a tab-separated file, a turn a line: call, role, start and end in milliseconds
     * from the call's start, file, transcript. A new file gets a line with the columns' names first.
     */
    public void appendReference(Path reference, String call) throws IOException {
        boolean isNew = !Files.exists(reference);
        try (BufferedWriter out =
                Files.newBufferedWriter(reference, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            if (isNew) {
                out.write("call\trole\tstart_ms\tend_ms\tfile\ttranscript\n");
            }
            for (Turn turn : turns) {
                out.write(String.join(
                        "\t",
                        call,
                        turn.side() == 0 ? "citizen" : "staff",
                        Long.toString(turn.startMs()),
                        Long.toString(turn.endMs()),
                        turn.clip().name(),
                        turn.clip().transcript()));
                out.write('\n');
            }
        }
    }

    private Voice side(int side) {
        return new SideVoice(turns.stream().filter(turn -> turn.side() == side).toList(), frames);
    }

    private static long samples(Clip clip) throws UnreadableAudioException {
        long samples = 0;
        short[] frame = new short[Voice.FRAME_SAMPLES];
        try (AudioFile file = AudioFile.open(clip.file(), true)) {
            Voice voice = file.voices().get(0);
            for (int count = voice.read(frame); count > 0; count = voice.read(frame)) {
                samples += count;
            }
        }
        return samples;
    }

    /** The same for the n-th turn of every call; neighbours differ. */
    private static long pause(int turn) {
        int spread = LONGEST_PAUSE - SHORTEST_PAUSE + 1;
        return SHORTEST_PAUSE + Math.floorMod(turn * 17 + 5, spread); // 17 and 41 have no common divisor
    }
}
