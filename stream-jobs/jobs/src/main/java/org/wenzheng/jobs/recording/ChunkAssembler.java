package org.wenzheng.jobs.recording;

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
import org.wenzheng.jobs.opus.OpusPacket;
import org.wenzheng.media.records.v1.AudioFrame;

/**
 * Packets of a track into chunks of ten seconds on the call's clock, keyed by track. Only packets with the consent to
 * record are ever kept, in state too. A chunk is closed by the first packet behind it or by the end of the track.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class ChunkAssembler extends KeyedProcessFunction<String, AudioFrame, ClosedChunk> {
    private static final long serialVersionUID = 1L;

    /** Of the chunk before, to warm up a decoder: RFC 7845, section 4.6, asks for 80 ms. Samples at 48 kHz. */
    private static final int PRE_ROLL = OpusPacket.CLOCK * 80 / 1000;

    private transient ValueState<ChunkHead> head;
    private transient MapState<Long, AudioPacket> packets;
    /** Newest sequence of each open track; found again in {@link #packets} after a restart. */
    private transient Map<String, Long> newest;

    private transient Counter repeated;
    private transient Counter withheld;

    @Override
    public void open(OpenContext context) {
        head = getRuntimeContext().getState(new ValueStateDescriptor<>("head", TypeInformation.of(ChunkHead.class)));
        packets = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("packets", Types.LONG, TypeInformation.of(AudioPacket.class)));
        newest = new HashMap<>();
        repeated = getRuntimeContext().getMetricGroup().counter("packetsSeenBefore");
        withheld = getRuntimeContext().getMetricGroup().counter("packetsWithoutConsent");
    }

    @Override
    public void processElement(AudioFrame frame, Context context, Collector<ClosedChunk> out) throws Exception {
        String track = context.getCurrentKey();
        ChunkHead open = head.value();
        if (frame.getEndOfTrack()) {
            close(open, out);
            forget(track);
            return;
        }
        if (open != null && open.callStartedAtUs() != frame.getCallStartedAtUs()) { // the same recording once more
            close(open, out);
            forget(track);
            open = null;
        }
        boolean consented = frame.getConsents().getRecord();
        if (open != null && ChunkHead.index(frame) > open.index()) {
            List<AudioPacket> closed = close(open, out);
            keepPreRoll(closed, consented ? frame.getSequence() : Long.MIN_VALUE);
            open = null;
        }
        if (!consented) {
            withheld.inc();
            return;
        }
        if (frame.getSequence() <= newest(track)) {
            repeated.inc();
            return;
        }
        if (open == null) {
            head.update(ChunkHead.of(frame));
        }
        packets.put(frame.getSequence(), AudioPacket.of(frame));
        newest.put(track, frame.getSequence());
    }

    private long newest(String track) throws Exception {
        Long known = newest.get(track);
        if (known == null) {
            known = Long.MIN_VALUE;
            for (Long sequence : packets.keys()) {
                known = Math.max(known, sequence);
            }
            newest.put(track, known);
        }
        return known;
    }

    private List<AudioPacket> close(@Nullable ChunkHead open, Collector<ClosedChunk> out) throws Exception {
        List<AudioPacket> all = new ArrayList<>();
        packets.values().forEach(all::add);
        all.sort(Comparator.comparingLong(AudioPacket::sequence));
        if (open != null) {
            out.collect(new ClosedChunk(open, all.toArray(new AudioPacket[0])));
        }
        head.clear();
        return all;
    }

    /** Leaves the last packets for the chunk that the packet {@code next} opens, if it follows them without a hole. */
    private void keepPreRoll(List<AudioPacket> closed, long next) throws Exception {
        long expected = next - 1;
        int kept = 0;
        for (int i = closed.size() - 1; i >= 0; i--) {
            AudioPacket packet = closed.get(i);
            if (packet.sequence() == expected && kept < PRE_ROLL) {
                kept += OpusPacket.duration(packet.payload());
                expected--;
            } else {
                packets.remove(packet.sequence());
                expected = Long.MIN_VALUE;
            }
        }
    }

    private void forget(String track) {
        head.clear();
        packets.clear();
        newest.remove(track);
    }
}
