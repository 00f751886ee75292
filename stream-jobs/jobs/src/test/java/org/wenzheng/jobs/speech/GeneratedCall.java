package org.wenzheng.jobs.speech;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wenzheng.jobs.opus.OpusDecoder;
import org.wenzheng.jobs.opus.OpusEncoder;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.Role;

/** Buzzes of voice-like length with gaps between them, as frames of a call. The same for the same seed. */
final class GeneratedCall {
    static final long STARTED_US = 1_795_600_000_000_000L;
    static final String CALL = "01JDK3W8ZC0000000000000000";
    static final String TRACK = "TR_citizen";
    static final Consents ALL = Consents.newBuilder()
            .setAnswer(true)
            .setRecord(true)
            .setAnalyse(true)
            .build();

    private static final int RATE = OpusDecoder.RATE;

    private final List<float[]> pieces = new ArrayList<>();
    private final Random random;

    GeneratedCall(long seed) {
        random = new Random(seed);
    }

    /** A buzz: harmonics of 120 Hz under a syllable rhythm. */
    GeneratedCall voice(int milliseconds) {
        float[] piece = new float[milliseconds * RATE / 1000];
        double pitch = 110 + random.nextInt(40);
        for (int i = 0; i < piece.length; i++) {
            double t = (double) i / RATE;
            double rhythm = 0.75 + 0.25 * Math.sin(2 * Math.PI * 4 * t);
            double sum = 0;
            for (int harmonic = 1; harmonic < 12; harmonic++) {
                sum += Math.sin(2 * Math.PI * pitch * harmonic * t) / harmonic;
            }
            piece[i] = (float) (0.16 * rhythm * sum);
        }
        pieces.add(piece);
        return this;
    }

    GeneratedCall silence(int milliseconds) {
        float[] piece = new float[milliseconds * RATE / 1000];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = (float) (0.0005 * random.nextGaussian());
        }
        pieces.add(piece);
        return this;
    }

    /** Turns and gaps of changing lengths until the call is so long. */
    GeneratedCall talk(int seconds) {
        int left = seconds * 1000;
        while (left > 0) {
            int turn = 200 + random.nextInt(random.nextInt(8) == 0 ? 22_000 : 5000);
            int gap = 40 + random.nextInt(random.nextInt(6) == 0 ? 12_000 : 1200);
            voice(Math.min(left, turn));
            silence(gap);
            left -= turn + gap;
        }
        return this;
    }

    /** The frames, with the end of track. */
    List<AudioFrame> frames() {
        int length = pieces.stream().mapToInt(piece -> piece.length).sum();
        short[] pcm = new short[length];
        int at = 0;
        for (float[] piece : pieces) {
            for (float sample : piece) {
                pcm[at++] = (short) (sample * 32_767);
            }
        }
        try (OpusEncoder encoder = new OpusEncoder(32_000)) {
            return frames(encoder.encode(pcm));
        }
    }

    static List<AudioFrame> frames(List<byte[]> packets) {
        List<AudioFrame> frames = new ArrayList<>();
        for (byte[] packet : packets) {
            frames.add(
                    head(frames.size()).setPayload(ByteString.copyFrom(packet)).build());
        }
        frames.add(head(frames.size()).setEndOfTrack(true).build());
        return frames;
    }

    private static AudioFrame.Builder head(int packet) {
        return AudioFrame.newBuilder()
                .setSchemaVersion(1)
                .setCall(CALL)
                .setCallStartedAtUs(STARTED_US)
                .setParticipant("citizen")
                .setRole(Role.CITIZEN)
                .setTrack(TRACK)
                .setSequence(70_000L + packet)
                .setTimestamp(9_000_000_000L + 960L * packet)
                .setCapturedAtUs(STARTED_US + 1_000_000 + 20_000L * packet)
                .setConsents(ALL)
                .setLanguage("zh");
    }
}
