package org.wenzheng.digitalhuman.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.client.AudioBlock;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.client.PcmSource;
import org.wenzheng.client.RemoteTrack;
import org.wenzheng.client.RoomClient;
import org.wenzheng.client.RoomListener;
import org.wenzheng.digitalhuman.dialogue.Conversation;
import org.wenzheng.digitalhuman.dialogue.Phrases;
import org.wenzheng.digitalhuman.hearing.TranscriptSource;
import org.wenzheng.digitalhuman.knowledge.KnowledgeBase;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;
import org.wenzheng.sfu.Sfu;
import org.wenzheng.sfu.SfuSettings;
import org.wenzheng.sfu.room.RoomLimits;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.signalling.token.TokenIssuer;
import org.wenzheng.signalling.token.VideoGrant;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** An agent and a citizen by WebRTC through our SFU; voice and words are made by the test. */
@Tag("slow")
class CallAgentTest {

    private static final ApiKeys KEYS = ApiKeys.parse("k:0123456789abcdef0123456789abcdef");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOUD = 3_000;

    private static Sfu sfu;
    private static MediaEngine engine;
    private static KnowledgeBase base;

    @TempDir
    private Path folder;

    private final Queue<TranscriptSegment> written = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Ear ear = new Ear();
    private final Mouth mouth = new Mouth();
    private final Words words = new Words();
    private Voice voice;
    private CallAgent agent;
    private RoomClient citizen;

    @BeforeAll
    static void start() throws Exception {
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
        engine = new MediaEngine();
        base = KnowledgeBase.read(Path.of("knowledge"));
    }

    @AfterAll
    static void stop() {
        engine.close();
        sfu.close();
    }

    @BeforeEach
    void call() throws Exception {
        voice = new Voice(Tone::new, "v", folder);
        CallAgent.Shared shared = new CallAgent.Shared(uri(), engine, voice, new LoudIsVoice(), words, written::add);
        String call = "call-" + System.nanoTime();
        citizen = join(call, "citizen", CallRole.CITIZEN, ear);
        citizen.publishAudio("microphone", mouth);
        Conversation conversation = new Conversation((question, excluded) -> question.contains("结婚")
                ? new Finding.Found(base.item("MZ-01").orElseThrow(), 1)
                : new Finding.Unknown(1));
        agent = new CallAgent(
                new Leases.Lease(call, "human", token(call, "human", CallRole.DIGITAL_HUMAN)),
                shared,
                conversation,
                ended -> over.set(true));
    }

    @AfterEach
    void hangUp() {
        agent.close();
        citizen.close();
        voice.close();
    }

    @Test
    void greetsAndIsSeen() {
        await().atMost(PATIENCE).until(() -> ear.peak > LOUD);
        await().atMost(PATIENCE).until(() -> ear.pictures.get() > 20);
        await().atMost(PATIENCE).until(() -> said(Phrases.GREETING, Revision.INTERIM));
    }

    @Test
    void answersWhatIsTypedByVoiceAndCard() throws Exception {
        greeted();
        citizen.sendText(CallAgent.QUESTION_TOPIC, "结婚登记要多少钱", Map.of());
        await().atMost(PATIENCE).until(() -> ear.cards.size() == 1);
        var card = JSON.readTree(ear.cards.peek());
        assertThat(card.path("item").path("code").asText()).isEqualTo("MZ-01");
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.FINAL));
    }

    @Test
    void answersWhatIsSaid() {
        greeted();
        words.hear("结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.INTERIM));
    }

    @Test
    void makesWayForWhoSpeaksUpAndKeepsOnlyWhatWasHeard() {
        await().atMost(PATIENCE).until(() -> ear.peak > LOUD);
        mouth.level = 12_000;
        await().atMost(PATIENCE).until(() -> written.stream().anyMatch(segment -> segment.getKind() == Revision.FINAL));
        TranscriptSegment heard = written.stream()
                .filter(segment -> segment.getKind() == Revision.FINAL)
                .findFirst()
                .orElseThrow();
        assertThat(Phrases.GREETING).startsWith(heard.getText()).isNotEqualTo(heard.getText());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.peak).isLessThan(100));
    }

    @Test
    void handsOverWithABriefAndLeavesWhenAPersonIsThere() throws Exception {
        greeted();
        words.hear("结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.FINAL));
        assertThat(agent.waiting()).isEmpty();
        words.hear("给我转人工", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> agent.waiting().isPresent());
        Leases.Waiting waiting = agent.waiting().orElseThrow();
        assertThat(waiting.urgent()).isFalse();
        assertThat(waiting.brief().path("answered").get(0).path("item").asText())
                .isEqualTo("MZ-01");
        agent.place(3);
        await().atMost(PATIENCE).until(() -> said("您前面还有2位，请稍等。", Revision.INTERIM));
        try (RoomClient staff = join(agent.call(), "staff", CallRole.STAFF, new RoomListener() {})) {
            await().atMost(PATIENCE).untilTrue(over);
            assertThat(staff.participants()).isNotEmpty();
        }
    }

    @Test
    void putsWhoIsInDangerAhead() {
        greeted();
        words.hear("我不想活了", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> agent.waiting().isPresent());
        assertThat(agent.waiting().orElseThrow().urgent()).isTrue();
        await().atMost(PATIENCE).until(() -> ear.cards.stream().anyMatch(card -> card.contains("12356")));
    }

    private void greeted() {
        await().atMost(PATIENCE).until(() -> said(Phrases.GREETING, Revision.FINAL));
    }

    /** Whether a sentence was said, in one clause or in several. */
    private boolean said(String sentence, Revision kind) {
        StringBuilder all = new StringBuilder();
        written.stream().filter(segment -> segment.getKind() == kind).forEach(segment -> all.append(segment.getText()));
        return all.toString().contains(sentence);
    }

    private static URI uri() {
        return URI.create("ws://127.0.0.1:" + sfu.port());
    }

    private static String token(String call, String identity, CallRole role) {
        Instant now = Instant.now();
        CallClaims claims = new CallClaims(role, true, false, false, now.toEpochMilli(), "zh-CN");
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

    private static RoomClient join(String call, String identity, CallRole role, RoomListener listener)
            throws Exception {
        return RoomClient.join(uri(), token(call, identity, role), engine, listener, PATIENCE);
    }

    /** What the speech job would say. */
    private static final class Words implements TranscriptSource {
        private volatile Consumer<TranscriptSegment> listener = segment -> {};
        private int number;

        @Override
        public void listen(String call, Consumer<TranscriptSegment> heard) {
            listener = heard;
        }

        @Override
        public void leave(String call) {}

        void hear(String text, Revision kind) {
            listener.accept(TranscriptSegment.newBuilder()
                    .setParticipant("citizen")
                    .setRole(1)
                    .setSegment("s" + number++)
                    .setKind(kind)
                    .setText(text)
                    .build());
        }
    }

    /** A tenth of a second of tone a character. */
    private static final class Tone implements SpeechSynthesizer {
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
                samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * 300 * i / 24_000));
            }
            return new Speech(samples, List.of());
        }

        @Override
        public void close() {}
    }

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

    private static final class Mouth implements PcmSource {
        private volatile int level;
        private double phase;

        @Override
        public void fill(short[] block) {
            for (int i = 0; i < block.length; i++) {
                block[i] = (short) (level * Math.sin(phase));
                phase += 2 * Math.PI * 500 / 48_000;
            }
        }
    }

    private static final class Ear implements RoomListener {
        private final AtomicInteger pictures = new AtomicInteger();
        private final Queue<String> cards = new ConcurrentLinkedQueue<>();
        private volatile int peak;

        @Override
        public void audio(RemoteTrack track, AudioBlock block) {
            int loudest = 0;
            for (int i = 0; i < block.frames(); i++) {
                loudest = Math.max(loudest, Math.abs(block.sample(i)));
            }
            peak = loudest;
        }

        @Override
        public void video(RemoteTrack track, VideoFrame frame) {
            pictures.incrementAndGet();
        }

        @Override
        public void text(String identity, String topic, String text, Map<String, String> attributes) {
            if (topic.equals(Card.TOPIC)) {
                cards.add(text);
            }
        }
    }
}
