package org.wenzheng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.onvoid.webrtc.media.video.VideoFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.sfu.Sfu;
import org.wenzheng.sfu.SfuSettings;
import org.wenzheng.sfu.room.RoomLimits;
import org.wenzheng.signalling.token.AccessToken;
import org.wenzheng.signalling.token.ApiKeys;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.TokenIssuer;
import org.wenzheng.signalling.token.VideoGrant;

/** Participants in Java against our SFU: sound, pictures and text from one to the other. */
@Tag("slow")
class RoomClientTest {

    private static final ApiKeys KEYS = ApiKeys.parse("k:0123456789abcdef0123456789abcdef");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Sfu sfu;
    private static MediaEngine engine;

    @BeforeAll
    static void start() throws Exception {
        // At the JVM's end a thread of libwebrtc may want to attach to it, which now and then aborts the process.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
        sfu = openSfu();
        engine = new MediaEngine();
    }

    private static Sfu openSfu() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return Sfu.open(
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
    }

    @AfterAll
    static void stop() {
        engine.close();
        sfu.close();
    }

    @Test
    void hearsSeesAndReadsAnother() throws Exception {
        Ear ear = new Ear();
        try (RoomClient hears = join("one", "hears", ear);
                RoomClient speaks = join("one", "speaks", new RoomListener() {})) {
            speaks.publishAudio("voice", new Tone(440));
            LocalVideo face = speaks.publishVideo("face", 320, 240, 500_000);
            await().atMost(PATIENCE).untilAsserted(() -> {
                face.push(I420Picture.grey(320, 240));
                assertThat(ear.frames.get()).as("pictures").isGreaterThan(5);
                assertThat(ear.peak("speaks"))
                        .as("loudest sample of the last block")
                        .isBetween(8_000, 16_000);
            });
            String card = "请带上身份证原件👩‍🏫".repeat(2_000);
            speaks.sendText("card", card, Map.of("item", "R-01"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.texts).containsEntry("card", card));
            assertThat(ear.attributes).containsEntry("item", "R-01");
            assertThat(hears.participants()).extracting("identity").containsExactly("speaks");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.gone.get()).isEqualTo(1));
    }

    /** The server gives the place of who left to who comes, also under the same name: a page that is loaded again does so. */
    @Test
    void hearsWhoTakesThePlaceOfAnother() throws Exception {
        Ear ear = new Ear();
        try (RoomClient hears = join("place", "hears", ear)) {
            for (String name : List.of("first", "second", "second")) {
                ear.peaks.clear();
                try (RoomClient speaks = join("place", name, new RoomListener() {})) {
                    speaks.publishAudio("voice", new Tone(440));
                    await(name).atMost(PATIENCE).until(() -> ear.peak(name) > 8_000);
                }
                await().atMost(PATIENCE).until(() -> hears.participants().isEmpty());
            }
        }
    }

    @Test
    void isHeardAgainAfterItsSignallingWasCut() throws Exception {
        Ear ear = new Ear();
        CountDownLatch returned = new CountDownLatch(1);
        try (Relay relay = new Relay(sfu.port());
                RoomClient hears = join("cut", "hears", ear);
                RoomClient speaks = join(relay.uri(), "cut", "speaks", new RoomListener() {
                    @Override
                    public void returned() {
                        returned.countDown();
                    }
                })) {
            speaks.publishAudio("voice", new Tone(440));
            await().atMost(PATIENCE).until(() -> ear.peak("speaks") > 8_000);
            relay.cut();
            assertThat(returned.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("came back")
                    .isTrue();
            ear.peaks.clear();
            await().atMost(PATIENCE).until(() -> ear.peak("speaks") > 8_000);
            assertThat(ear.gone.get()).as("never left for the others").isZero();
            assertThat(hears.participants()).hasSize(1);
        }
    }

    @Test
    void joinsAnewWhereTheServerDoesNotKnowItAnyMore() throws Exception {
        Ear ear = new Ear();
        try (Sfu other = openSfu();
                Relay relay = new Relay(sfu.port());
                RoomClient speaks = join(relay.uri(), "moved", "speaks", new RoomListener() {});
                RoomClient hears = join(URI.create("ws://127.0.0.1:" + other.port()), "moved", "hears", ear)) {
            speaks.publishAudio("voice", new Tone(440));
            assertThat(hears.participants()).isEmpty();
            relay.redirect(other.port());
            relay.cut();
            await().atMost(PATIENCE).until(() -> ear.peak("speaks") > 8_000);
            assertThat(speaks.participants()).extracting("identity").containsExactly("hears");
        }
    }

    @Test
    void saysWhatStandsInTheWayWhenATokenIsRefused() {
        assertThatThrownBy(() -> RoomClient.join(uri(), "no.token.atall", engine, new RoomListener() {}, PATIENCE))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("refused");
    }

    private static URI uri() {
        return URI.create("ws://127.0.0.1:" + sfu.port());
    }

    private static RoomClient join(String room, String identity, RoomListener listener) throws Exception {
        return join(uri(), room, identity, listener);
    }

    private static RoomClient join(URI server, String room, String identity, RoomListener listener) throws Exception {
        Instant now = Instant.now();
        String token = new TokenIssuer(KEYS)
                .issue(new AccessToken(
                        KEYS.first(),
                        identity,
                        identity,
                        "",
                        Map.of(),
                        VideoGrant.join(room),
                        now.minusSeconds(5),
                        now.plusSeconds(600)));
        return RoomClient.join(server, token, engine, listener, PATIENCE);
    }

    /** A sine of amplitude 12,000. */
    private static final class Tone implements PcmSource {
        private final double step;
        private double phase;

        Tone(int hertz) {
            this.step = 2 * Math.PI * hertz / 48_000;
        }

        @Override
        public void fill(short[] block) {
            for (int i = 0; i < block.length; i++) {
                block[i] = (short) (12_000 * Math.sin(phase));
                phase += step;
            }
        }
    }

    private static final class Ear implements RoomListener {
        private final Map<String, Integer> peaks = new ConcurrentHashMap<>();
        private final Map<String, String> texts = new ConcurrentHashMap<>();
        private final Map<String, String> attributes = new ConcurrentHashMap<>();
        private final AtomicInteger frames = new AtomicInteger();
        private final AtomicInteger gone = new AtomicInteger();

        int peak(String identity) {
            return peaks.getOrDefault(identity, 0);
        }

        @Override
        public void audio(RemoteTrack track, AudioBlock block) {
            int loudest = 0;
            for (int i = 0; i < block.frames(); i++) {
                loudest = Math.max(loudest, Math.abs(block.sample(i)));
            }
            peaks.put(track.identity(), loudest);
        }

        @Override
        public void video(RemoteTrack track, VideoFrame frame) {
            frames.incrementAndGet();
        }

        @Override
        public void text(String identity, String topic, String text, Map<String, String> streamAttributes) {
            texts.put(topic, text);
            attributes.putAll(streamAttributes);
        }

        @Override
        public void left(livekit.LivekitModels.ParticipantInfo participant) {
            gone.incrementAndGet();
        }
    }
}
