package org.wenzheng.jobs.speech;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.jobs.config.SegmentationConfig;
import org.wenzheng.media.records.v1.AudioFrame;

/**
 * The segmenter of one track outside of a cluster, whose state can be taken at any packet and put into another one: as
 * bytes, by the serialisers that the cluster would use.
 */
final class CheckpointedSegmenter {
    private static final TypeSerializer<StretchHead> HEADS = serializer(StretchHead.class);
    private static final TypeSerializer<AudioPacket> PACKETS = serializer(AudioPacket.class);

    private final Segmenter segmenter;
    private final String track;
    private final Head head = new Head();
    private final Packets packets = new Packets();
    private final List<SpeechRequest> out = new ArrayList<>();

    /**
     * Starts it.
     *
     * @param saved what {@link #checkpoint} of another one gave, or null for a track that begins
     */
    CheckpointedSegmenter(SegmentationConfig config, SpeechEngines engines, AudioFrame first, byte @Nullable [] saved)
            throws Exception {
        track = TrackKey.of(first);
        if (saved != null) {
            restore(saved);
        }
        segmenter = new Segmenter(config, engines);
        segmenter.setRuntimeContext(context());
        segmenter.open(DefaultOpenContext.INSTANCE);
    }

    /** What it asks for at this frame. */
    List<SpeechRequest> feed(AudioFrame frame) throws Exception {
        out.clear();
        segmenter.processElement(
                frame,
                segmenter.new Context() {
                    @Override
                    public Long timestamp() {
                        return frame.getCapturedAtUs() / 1000;
                    }

                    @Override
                    public TimerService timerService() {
                        throw new UnsupportedOperationException("segmentation asks no clock");
                    }

                    @Override
                    public <X> void output(OutputTag<X> tag, X value) {
                        throw new UnsupportedOperationException("segmentation has one output");
                    }

                    @Override
                    public String getCurrentKey() {
                        return track;
                    }
                },
                new Requests());
        return List.copyOf(out);
    }

    /** Its state now. */
    byte[] checkpoint() throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(1 << 14);
        StretchHead value = head.value;
        bytes.writeBoolean(value != null);
        if (value != null) {
            HEADS.serialize(value, bytes);
        }
        bytes.writeInt(packets.map.size());
        for (AudioPacket packet : packets.map.values()) {
            PACKETS.serialize(packet, bytes);
        }
        return bytes.getCopyOfBuffer();
    }

    private void restore(byte[] saved) throws IOException {
        DataInputDeserializer bytes = new DataInputDeserializer(saved);
        if (bytes.readBoolean()) {
            head.value = HEADS.deserialize(bytes);
        }
        for (int left = bytes.readInt(); left > 0; left--) {
            AudioPacket packet = PACKETS.deserialize(bytes);
            packets.map.put(packet.sequence(), packet);
        }
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    }

    /** What of a runtime the segmenter asks for. */
    private RuntimeContext context() {
        return (RuntimeContext) Proxy.newProxyInstance(
                RuntimeContext.class.getClassLoader(),
                new Class<?>[] {RuntimeContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getState" -> head;
                    case "getMapState" -> packets;
                    case "getMetricGroup" -> UnregisteredMetricsGroup.createOperatorMetricGroup();
                    default ->
                        throw new InvocationTargetException(
                                new UnsupportedOperationException(method + " is not needed"));
                });
    }

    private final class Requests implements Collector<SpeechRequest> {
        @Override
        public void collect(SpeechRequest request) {
            out.add(request);
        }

        @Override
        public void close() {}
    }

    private static final class Head implements ValueState<StretchHead> {
        private @Nullable StretchHead value;

        @Override
        public @Nullable StretchHead value() {
            return value;
        }

        @Override
        public void update(@Nullable StretchHead next) {
            value = next;
        }

        @Override
        public void clear() {
            value = null;
        }
    }

    private static final class Packets implements MapState<Long, AudioPacket> {
        private final Map<Long, AudioPacket> map = new TreeMap<>();

        @Override
        public @Nullable AudioPacket get(Long key) {
            return map.get(key);
        }

        @Override
        public void put(Long key, AudioPacket value) {
            map.put(key, value);
        }

        @Override
        public void putAll(Map<Long, AudioPacket> more) {
            map.putAll(more);
        }

        @Override
        public void remove(Long key) {
            map.remove(key);
        }

        @Override
        public boolean contains(Long key) {
            return map.containsKey(key);
        }

        @Override
        public Iterable<Map.Entry<Long, AudioPacket>> entries() {
            return map.entrySet();
        }

        @Override
        public Iterable<Long> keys() {
            return map.keySet();
        }

        @Override
        public Iterable<AudioPacket> values() {
            return map.values();
        }

        @Override
        public Iterator<Map.Entry<Long, AudioPacket>> iterator() {
            return map.entrySet().iterator();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public void clear() {
            map.clear();
        }
    }
}
