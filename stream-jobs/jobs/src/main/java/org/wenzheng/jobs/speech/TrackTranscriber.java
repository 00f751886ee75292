package org.wenzheng.jobs.speech;

import java.util.ArrayList;
import java.util.List;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.jobs.opus.OpusPacket;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.Effort;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.SecondLook;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * The speech job for one track without Flink around it: the same segmenter, engines and settings, one final after
 * another. For evaluation.
 */
public final class TrackTranscriber {
    private static final long CALL_STARTED_US = 1_000_000;

    private final SpeechConfig config;
    private final SpeechEngines engines;

    /** @param config as the jobs have it */
    public TrackTranscriber(SpeechConfig config) {
        this(config, InstalledEngines.of(config));
    }

    TrackTranscriber(SpeechConfig config, SpeechEngines engines) {
        this.config = config;
        this.engines = engines;
    }

    /**
     * Loads what is needed, so that nobody measures it.
     *
     * @return name and version of the recogniser
     */
    public String prepare() throws ModelException {
        engines.detector();
        return engines.recognizer().engine();
    }

    /**
     * Finals of a whole track.
     *
     * @param packets Opus, in order, none lost
     * @param language BCP 47 tag
     */
    public List<TranscriptSegment> transcribe(List<byte[]> packets, String language) throws ModelException {
        List<TranscriptSegment> segments = new ArrayList<>();
        try (Recognition recognition = new Recognition(engines, config)) {
            for (SpeechRequest request : finals(packets, language)) {
                Heard first = recognition.hear(request);
                SecondLook second = first.secondLook();
                segments.add((second == null ? first : first.insteadOf(second.take())).segment());
            }
        }
        return segments;
    }

    private List<SpeechRequest> finals(List<byte[]> packets, String language) throws ModelException {
        StretchHead head =
                new StretchHead("evaluation", CALL_STARTED_US, "speaker", 0, "track", language, true, false, false, 0);
        List<SpeechRequest> requests = new ArrayList<>();
        Stretch stretch = new Stretch(head, engines.detector(), config.segmentation());
        long timestamp = 0;
        for (int i = 0; i < packets.size(); i++) {
            long capturedAtUs = CALL_STARTED_US + timestamp * 1_000_000 / OpusPacket.CLOCK;
            stretch.accept(new AudioPacket(i, timestamp, capturedAtUs, packets.get(i)), requests::add);
            timestamp += OpusPacket.duration(packets.get(i));
        }
        stretch.end(requests::add);
        requests.removeIf(request -> !request.isFinal());
        return requests;
    }

    /**
     * A stretch at once, as well as the engine can.
     *
     * @param pcm 16 kHz mono, -1..1, at most 30 seconds
     */
    public Transcript offline(float[] pcm, String language) throws ModelException {
        return engines.recognizer().recognize(pcm, language, Effort.OFFLINE);
    }
}
