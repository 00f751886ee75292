package org.wenzheng.jobs.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.config.SegmentationConfig;
import org.wenzheng.jobs.opus.OpusDecoder;
import org.wenzheng.jobs.opus.OpusPacket;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;
import org.wenzheng.stream.records.v1.Revision;

/**
 * Audio of one track since the last boundary: where speech ended, became too long, or where nobody spoke for long. There
 * decoder and detector begin anew behind a short pre-roll, so that all that happens later follows from {@link #head} and
 * {@link #packets} alone: built again from them, it makes the same requests.
 */
final class Stretch {

    private final SegmentationConfig config;
    private final VoiceActivityDetector detector;
    private final VoiceActivityDetector.State memory;
    private final StretchAudio audio = new StretchAudio();
    private final Endpointer endpointer;
    private final float[] window = new float[VoiceActivityDetector.WINDOW];
    private StretchHead head;
    private int seen; // samples that the detector has had
    private int heard; // first sample that a segment may hold; -1 until its packet is here
    private int revision;
    private int begun;

    /** @param head where the stretch begins */
    Stretch(StretchHead head, VoiceActivityDetector detector, SegmentationConfig config) {
        this.config = config;
        this.detector = detector;
        this.memory = detector.newState();
        this.endpointer = new Endpointer(config);
        this.head = head;
        begin(head);
    }

    private void begin(StretchHead next) {
        head = next;
        audio.reset();
        memory.reset();
        endpointer.reset();
        seen = 0;
        heard = -1;
        revision = 0;
        begun++;
    }

    /** Counts boundaries: has changed when {@link #head} and older packets have. */
    int begun() {
        return begun;
    }

    /** Where it begins. */
    StretchHead head() {
        return head;
    }

    /** All that it is made of, in order of sequence. */
    List<AudioPacket> packets() {
        return audio.packets();
    }

    /** Sequence of the newest packet, or one less than the first to come. */
    long lastSequence() {
        List<AudioPacket> packets = audio.packets();
        return packets.isEmpty()
                ? head.heardFrom() - 1
                : packets.get(packets.size() - 1).sequence();
    }

    /**
     * Takes the next packet. Afterwards {@link #head} and {@link #packets} may be those of the next stretch.
     *
     * @param packet of a higher sequence than those before
     * @param out takes what is to be recognised
     * @throws ModelException when the detector fails
     */
    void accept(AudioPacket packet, Consumer<SpeechRequest> out) throws ModelException {
        Deque<AudioPacket> coming = new ArrayDeque<>(List.of(packet));
        while (!coming.isEmpty()) {
            AudioPacket next = coming.remove();
            if (audio.hole(next) > (long) config.hangOverMs() * OpusPacket.CLOCK / 1000) {
                end(out); // a hole so long is a silence: nothing behind it belongs to what was said before
                begin(head.heardFrom(next.sequence()));
            }
            audio.add(next);
            if (heard < 0 && next.sequence() >= head.heardFrom()) {
                heard = audio.start(audio.packets().size() - 1);
            }
            switch (listen(out)) {
                case END -> {
                    out.accept(request(Revision.FINAL, audio.length()));
                    again(audio.packets().size(), false, coming);
                }
                case CUT -> {
                    int first = firstAfter(endpointer.cut());
                    out.accept(request(
                            Revision.FINAL, first < audio.packets().size() ? audio.start(first) : audio.length()));
                    again(first, true, coming);
                }
                case IDLE -> again(audio.packets().size(), false, coming);
                default -> {}
            }
        }
    }

    /**
     * The track ends here, or what comes next belongs to another stretch.
     *
     * @param out takes what is open
     */
    void end(Consumer<SpeechRequest> out) {
        if (endpointer.confirmed()) {
            out.accept(request(Revision.FINAL, audio.length()));
        }
    }

    /** Runs the detector over what is new, up to a boundary. */
    private Endpointer.Sign listen(Consumer<SpeechRequest> out) throws ModelException {
        while (seen + window.length <= audio.length()) {
            audio.window(seen, window);
            float probability = detector.probability(memory, window);
            seen += window.length;
            boolean others = heard < 0 || seen <= heard; // another segment has this speech
            Endpointer.Sign sign = endpointer.accept(others ? 0 : probability);
            switch (sign) {
                case INTERIM -> out.accept(request(Revision.INTERIM, audio.length()));
                case PAUSE -> out.accept(request(Revision.PAUSE, audio.length()));
                case END, CUT, IDLE -> {
                    return sign;
                }
                case NOTHING -> {}
            }
        }
        return Endpointer.Sign.NOTHING;
    }

    private int firstAfter(int window) {
        int sample = window * this.window.length + this.window.length / 2;
        int packet = audio.packetAt(sample);
        return Math.max(packet + 1, audio.packetAt(Math.max(heard, 0)) + 1);
    }

    /** Begins anew at a packet, behind a pre-roll; what was there already comes once more. */
    private void again(int packet, boolean othersHavePreRoll, Deque<AudioPacket> coming) {
        List<AudioPacket> all = List.copyOf(audio.packets());
        int first = packet;
        int preRoll = 0;
        while (first > 0 && preRoll < config.preRollMs() * OpusPacket.CLOCK / 1000) {
            first--;
            preRoll += Math.max(1, OpusPacket.duration(all.get(first).payload()));
        }
        long from = othersHavePreRoll
                ? (packet < all.size() ? all.get(packet).sequence() : lastSequence() + 1)
                : all.get(first).sequence();
        begin(head.heardFrom(from));
        for (int i = all.size() - 1; i >= first; i--) {
            coming.addFirst(all.get(i));
        }
    }

    private SpeechRequest request(Revision kind, int limit) {
        int onset = Math.max(heard, endpointer.onset() * window.length);
        int end = Math.max(onset + 1, Math.min(limit, endpointer.end() * window.length));
        int from = Math.max(heard, onset - milliseconds(config.leadMs()));
        int to = Math.min(limit, end + milliseconds(config.tailMs()));
        AudioPacket last = audio.packets().get(audio.packetAt(end - 1));
        return new SpeechRequest(
                head.call(),
                head.callStartedAtUs(),
                head.participant(),
                head.role(),
                head.track(),
                head.language(),
                head.record(),
                head.analyse(),
                audio.packets().get(audio.packetAt(from)).sequence(),
                last.sequence(),
                kind,
                ++revision,
                millisecondsFromStart(onset),
                millisecondsFromStart(end),
                audio.capturedAtUs(from) - head.callStartedAtUs(),
                last.capturedAtUs(),
                audio.samples(from, to));
    }

    private static int milliseconds(int duration) {
        return duration * (OpusDecoder.RATE / 1000);
    }

    private int millisecondsFromStart(int sample) {
        return (int) Math.max(0, (audio.capturedAtUs(sample) - head.callStartedAtUs()) / 1000);
    }
}
