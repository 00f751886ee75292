package org.wenzheng.jobs.speech;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.jobs.opus.MediaFile;
import org.wenzheng.jobs.opus.OpusDecoder;
import org.wenzheng.jobs.opus.OpusEncoder;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.Role;

/**
 * Restores the segmenter from every second of a long call and looks whether it asks for the same speech, in the same
 * places, with the same samples, as the run that nothing disturbed. Recordings follow one another as one track; some
 * packets are lost on the way, and after each restore some come again.
 */
public final class DeterminismCampaign {
    private static final String USAGE = "usage: DeterminismCampaign [--seconds N] FILE...";
    private static final int SECONDS = 600;
    private static final int BITS_PER_SECOND = 24_000;

    /** Packets of 20 ms. */
    private static final int EVERY = 50;

    private static final int WATCHED = 1500;
    private static final int REPEATED = 7;

    private record Checkpoint(int frame, int asked, byte[] state) {}

    private final SpeechConfig config;
    private final SpeechEngines engines;

    DeterminismCampaign(SpeechConfig config, SpeechEngines engines) {
        this.config = config;
        this.engines = engines;
    }

    /**
     * Prints one JSON object as the last line; exits with 1 where a checkpoint gave anything else, with 2 where it could
     * not run.
     *
     * @param arguments as the usage says
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            int seconds = SECONDS;
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i].equals("--seconds") && i + 1 < arguments.length) {
                    seconds = Integer.parseInt(arguments[++i]);
                } else {
                    files.add(Path.of(arguments[i]));
                }
            }
            if (files.isEmpty()) {
                throw new IllegalArgumentException(USAGE);
            }
            SpeechConfig config = JobsConfig.from(System.getenv()).speech();
            Result result = new DeterminismCampaign(config, InstalledEngines.of(config)).run(call(files, seconds));
            out.println(result.json());
            System.exit(result.different() == 0 && result.finals() > 0 ? 0 : 1); // engines keep threads
        } catch (Exception e) { // what a function of Flink may throw
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * What came out.
     *
     * @param audioSeconds of the call
     * @param finals of the undisturbed run
     * @param requests of it, interims and pauses included
     * @param different requests that a restored run had more, less or otherwise
     */
    record Result(long audioSeconds, int checkpoints, long finals, int requests, int different, long seconds) {
        String json() {
            return ("{\"task\":\"determinism\",\"audio_seconds\":%d,\"checkpoints\":%d,\"finals\":%d,\"requests\":%d,"
                            + "\"different\":%d,\"seconds\":%d}")
                    .formatted(audioSeconds, checkpoints, finals, requests, different, seconds);
        }
    }

    Result run(List<AudioFrame> frames) throws Exception {
        long start = System.nanoTime();
        List<String> expected = new ArrayList<>();
        List<Integer> askedAt = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        long finals = 0;
        CheckpointedSegmenter whole = segmenter(frames, null);
        for (int i = 0; i < frames.size(); i++) {
            if (i % EVERY == EVERY - 1) {
                checkpoints.add(new Checkpoint(i, expected.size(), whole.checkpoint()));
            }
            for (SpeechRequest request : whole.feed(frames.get(i))) {
                expected.add(line(request));
                finals += request.isFinal() ? 1 : 0;
            }
            askedAt.add(expected.size());
        }
        int different = 0;
        for (int i = 0; i < checkpoints.size(); i++) {
            Checkpoint checkpoint = checkpoints.get(i);
            int end = Math.min(frames.size(), checkpoint.frame() + WATCHED);
            List<String> again = new ArrayList<>();
            CheckpointedSegmenter restored = segmenter(frames, checkpoint.state());
            for (int at = Math.max(0, checkpoint.frame() - REPEATED); at < end; at++) {
                restored.feed(frames.get(at)).forEach(request -> again.add(line(request)));
            }
            different += differences(expected.subList(checkpoint.asked(), askedAt.get(end - 1)), again);
            progress(i + 1, checkpoints.size(), (System.nanoTime() - start) / 1e9);
        }
        return new Result(
                frames.size() / 50,
                checkpoints.size(),
                finals,
                expected.size(),
                different,
                (System.nanoTime() - start) / 1_000_000_000);
    }

    private CheckpointedSegmenter segmenter(List<AudioFrame> frames, byte @org.jspecify.annotations.Nullable [] saved)
            throws Exception {
        return new CheckpointedSegmenter(config.segmentation(), engines, frames.get(0), saved);
    }

    private static int differences(List<String> expected, List<String> got) {
        int different = Math.abs(expected.size() - got.size());
        for (int i = 0; i < Math.min(expected.size(), got.size()); i++) {
            different += expected.get(i).equals(got.get(i)) ? 0 : 1;
        }
        return different;
    }

    private static void progress(int done, int all, double seconds) {
        if (done % 20 == 0 || done == all) {
            System.err.printf("%d/%d checkpoints, %d s left%n", done, all, Math.round(seconds / done * (all - done)));
        }
    }

    /** All that must come out the same again: place, bounds, revision, samples. */
    static String line(SpeechRequest request) {
        return "%s %s %s %s..%s %s..%s %s %08x"
                .formatted(
                        request.segment(),
                        request.kind(),
                        request.revision(),
                        request.firstSequence(),
                        request.lastSequence(),
                        request.startMs(),
                        request.endMs(),
                        request.lastCapturedAtUs(),
                        Arrays.hashCode(request.pcm()));
    }

    /** The recordings, from the first again where they are too short, as one track with losses. */
    static List<AudioFrame> call(List<Path> files, int seconds) throws IOException {
        short[] pcm = new short[seconds * OpusDecoder.RATE];
        for (int at = 0, file = 0; at < pcm.length; file++) {
            short[] more = MediaFile.read(files.get(file % files.size()));
            int taken = Math.min(more.length, pcm.length - at);
            System.arraycopy(more, 0, pcm, at, taken);
            at += taken;
        }
        List<AudioFrame> frames = new ArrayList<>();
        try (OpusEncoder encoder = new OpusEncoder(BITS_PER_SECOND)) {
            for (byte[] packet : encoder.encode(pcm)) {
                frames.add(frame(frames.size())
                        .setPayload(ByteString.copyFrom(packet))
                        .build());
            }
        }
        frames.add(frame(frames.size()).setEndOfTrack(true).build());
        frames.removeIf(frame -> !frame.getEndOfTrack() && frame.getSequence() % 97 > 94);
        return frames;
    }

    private static AudioFrame.Builder frame(int packet) {
        return AudioFrame.newBuilder()
                .setSchemaVersion(1)
                .setCall("determinism")
                .setCallStartedAtUs(1)
                .setParticipant("citizen")
                .setRole(Role.CITIZEN)
                .setTrack("track")
                .setSequence(packet)
                .setTimestamp(960L * packet)
                .setCapturedAtUs(1 + 20_000L * packet)
                .setConsents(Consents.newBuilder().setAnswer(true))
                .setLanguage("zh");
    }
}
