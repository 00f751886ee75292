package org.wenzheng.digitalhuman.call;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.client.RoomClient;
import org.wenzheng.client.RoomListener;
import org.wenzheng.digitalhuman.dialogue.Finder;
import org.wenzheng.digitalhuman.hearing.TranscriptSource;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.sfu.Sfu;
import org.wenzheng.sfu.SfuSettings;
import org.wenzheng.sfu.room.RoomLimits;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.signalling.token.TokenIssuer;
import org.wenzheng.signalling.token.VideoGrant;
import org.wenzheng.stream.records.v1.ConversationMemory;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** An SFU on loopback and what agents in its rooms share, with voices and words that a test makes. */
final class AgentRooms implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ApiKeys KEYS = ApiKeys.parse("k:0123456789abcdef0123456789abcdef");

    final MediaEngine engine = new MediaEngine();
    private final Sfu sfu;
    private final KnowledgeBase base;

    AgentRooms() throws Exception {
        // At the JVM's end a thread of libwebrtc may want to attach to it, which now and then aborts the process.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        sfu = Sfu.open(
                new SfuSettings(
                        loopback,
                        0,
                        List.of(loopback),
                        0,
                        List.of(),
                        KEYS,
                        CallClaims.NONE,
                        new KafkaConnection("127.0.0.1:1", Map.of())),
                RoomLimits.DEFAULT);
        base = KnowledgeBase.read(Path.of("knowledge"));
    }

    CallAgent.Shared shared(
            Voice voice, TranscriptSource words, Consumer<TranscriptSegment> written, Memories memories) {
        return new CallAgent.Shared(uri(), engine, voice, new LoudIsVoice(), words, written, memories);
    }

    /** One that knows the wedding alone. */
    CallAgent agent(String call, CallAgent.Shared shared, Consumer<CallAgent> over) {
        Finder finder = (question, excluded) -> question.contains("结婚")
                ? new Finding.Found(base.item("MZ-01").orElseThrow(), 1)
                : new Finding.Unknown(1);
        return CallAgent.begin(
                new Leases.Lease(call, "human", token(call, "human", CallRole.DIGITAL_HUMAN)),
                shared,
                finder,
                base::item,
                Runnable::run,
                over);
    }

    RoomClient join(String call, String identity, CallRole role, RoomListener listener) throws Exception {
        return RoomClient.join(uri(), token(call, identity, role), engine, listener, PATIENCE);
    }

    private URI uri() {
        return URI.create("ws://127.0.0.1:" + sfu.port());
    }

    private static String token(String call, String identity, CallRole role) {
        Instant now = Instant.now();
        CallClaims claims = new CallClaims(role, true, false, false, false, now.toEpochMilli(), "zh-CN");
        return new TokenIssuer(KEYS)
                .issue(new AccessToken(
                        KEYS.first(),
                        identity,
                        identity,
                        "",
                        claims.toAttributes(),
                        VideoGrant.join(call),
                        now.minusSeconds(5),
                        now.plusSeconds(600)));
    }

    @Override
    public void close() {
        engine.close();
        sfu.close();
    }

    /** What another process would find. */
    static final class Kept implements Memories {
        private final Map<String, ConversationMemory> kept = new ConcurrentHashMap<>();

        @Override
        public Optional<ConversationMemory> recall(String call) {
            return Optional.ofNullable(kept.get(call));
        }

        @Override
        public void keep(ConversationMemory memory) {
            kept.put(memory.getCall(), memory);
        }

        @Override
        public void forget(String call) {
            kept.remove(call);
        }
    }

    /** What the speech job would say. */
    static final class Words implements TranscriptSource {
        /** Milliseconds of the call's clock at which nobody else can have spoken yet: these words are no echo. */
        private static final int LATER = 600_000;

        private final Map<String, Consumer<TranscriptSegment>> listeners = new ConcurrentHashMap<>();
        private int number;

        @Override
        public void listen(String call, Consumer<TranscriptSegment> heard) {
            listeners.put(call, heard);
        }

        @Override
        public void leave(String call) {
            listeners.remove(call);
        }

        void hear(String call, String text, Revision kind) {
            listeners
                    .getOrDefault(call, segment -> {})
                    .accept(TranscriptSegment.newBuilder()
                            .setParticipant("citizen")
                            .setRole(1)
                            .setSegment("s" + number++)
                            .setKind(kind)
                            .setStartMs(LATER)
                            .setEndMs(LATER)
                            .setText(text)
                            .build());
        }
    }

    /** A tenth of a second of tone a character, of a pitch for each voice. */
    static final class Tone implements SpeechSynthesizer {
        private final int hertz;

        Tone(int hertz) {
            this.hertz = hertz;
        }

        @Override
        public List<String> voices() {
            return List.of("v");
        }

        @Override
        public int sampleRate() {
            return 24_000;
        }

        @Override
        public Speech speak(String text, String name, float speed) {
            float[] samples = new float[text.length() * 2_400];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * hertz * i / 24_000));
            }
            return new Speech(samples, List.of());
        }

        @Override
        public void close() {}
    }

    /** Whatever is loud. */
    private static final class LoudIsVoice implements VoiceActivityDetector {
        @Override
        public State newState() {
            return () -> {};
        }

        @Override
        public float probability(State state, float[] window) {
            float loudest = 0;
            for (float sample : window) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
            return loudest > 0.1 ? 0.9f : 0.05f;
        }

        @Override
        public void close() {}
    }
}
