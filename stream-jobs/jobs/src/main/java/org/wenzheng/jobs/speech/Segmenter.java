package org.wenzheng.jobs.speech;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.config.SegmentationConfig;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.Role;

/**
 * Audio of a track into stretches of speech, keyed by track. What comes out follows from the packets alone; no clock is
 * asked. State is the packets since the last boundary; samples and the detector's memory are built from them again after
 * a restart.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class Segmenter extends KeyedProcessFunction<String, AudioFrame, SpeechRequest> {
    private static final long serialVersionUID = 1L;

    private final SegmentationConfig config;
    private final SpeechEngines engines;
    private transient ValueState<StretchHead> head;
    private transient MapState<Long, AudioPacket> packets;
    private transient Map<String, Stretch> open;
    private transient Counter repeated;
    private transient Counter withheld;
    private transient Counter finals;

    /** @param engines gives the voice activity detector */
    public Segmenter(SegmentationConfig config, SpeechEngines engines) {
        this.config = config;
        this.engines = engines;
    }

    @Override
    public void open(OpenContext context) {
        head = getRuntimeContext().getState(new ValueStateDescriptor<>("head", TypeInformation.of(StretchHead.class)));
        packets = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("packets", Types.LONG, TypeInformation.of(AudioPacket.class)));
        open = new HashMap<>();
        var metrics = getRuntimeContext().getMetricGroup();
        repeated = metrics.counter("packetsSeenBefore");
        withheld = metrics.counter("packetsWithoutConsent");
        finals = metrics.counter("finals");
        metrics.gauge("openTracks", open::size);
    }

    @Override
    public void processElement(AudioFrame frame, Context context, Collector<SpeechRequest> out) throws Exception {
        String track = context.getCurrentKey();
        if (frame.getEndOfTrack()) {
            end(track, out);
            return;
        }
        if (frame.getRole() == Role.DIGITAL_HUMAN) {
            return; // it knows its own words, and writes them itself
        }
        StretchHead before = head.value();
        boolean consented =
                frame.getConsents().getAnswer() || frame.getConsents().getAnalyse();
        if (before != null && (!consented || !before.holds(frame))) {
            end(track, out);
            before = null;
        }
        if (!consented) {
            withheld.inc();
            return;
        }
        Stretch stretch = stretch(track, before, frame, out);
        if (frame.getSequence() <= stretch.lastSequence()) {
            repeated.inc();
            return;
        }
        AudioPacket packet = AudioPacket.of(frame);
        int begun = stretch.begun();
        packets.put(packet.sequence(), packet);
        stretch.accept(packet, request -> emit(request, out));
        if (stretch.begun() != begun) {
            head.update(stretch.head());
            keep(stretch);
        }
    }

    private void emit(SpeechRequest request, Collector<SpeechRequest> out) {
        if (request.isFinal()) {
            finals.inc();
        }
        out.collect(request);
    }

    /** The open stretch: as it is, built again from state, or a new one. */
    private Stretch stretch(String track, @Nullable StretchHead before, AudioFrame frame, Collector<SpeechRequest> out)
            throws Exception {
        Stretch stretch = open.get(track);
        if (stretch != null) {
            return stretch;
        }
        if (before == null) {
            StretchHead first = StretchHead.of(frame);
            head.update(first);
            stretch = new Stretch(first, engines.detector(), config);
        } else {
            stretch = again(before, out);
        }
        open.put(track, stretch);
        return stretch;
    }

    /** Builds the stretch from what is saved. What it asked for before is dropped. */
    private Stretch again(StretchHead before, Collector<SpeechRequest> out) throws Exception {
        List<AudioPacket> kept = new ArrayList<>();
        packets.values().forEach(kept::add);
        kept.sort(Comparator.comparingLong(AudioPacket::sequence));
        Stretch stretch = new Stretch(before, engines.detector(), config);
        int begun = stretch.begun();
        for (AudioPacket packet : kept) {
            stretch.accept(packet, request -> {
                if (request.isFinal()) { // there is none unless another setting moved the bounds
                    emit(request, out);
                }
            });
        }
        if (stretch.begun() != begun) {
            head.update(stretch.head());
            keep(stretch);
        }
        return stretch;
    }

    private void keep(Stretch stretch) throws Exception {
        long first = stretch.packets().get(0).sequence();
        List<Long> past = new ArrayList<>();
        for (Long sequence : packets.keys()) {
            if (sequence < first) {
                past.add(sequence);
            }
        }
        for (Long sequence : past) {
            packets.remove(sequence);
        }
    }

    private void end(String track, Collector<SpeechRequest> out) throws Exception {
        StretchHead before = head.value();
        Stretch cached = open.remove(track);
        if (cached != null || before != null) {
            Stretch stretch = cached != null ? cached : again(before, out);
            stretch.end(request -> emit(request, out));
        }
        head.clear();
        packets.clear();
    }
}
