package org.wenzheng.rtc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.rtc.dtls.DtlsFingerprint;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.rtc.ice.IceCandidate.Transport;
import org.wenzheng.rtc.ice.IceCredentials;
import org.wenzheng.rtc.srtp.SrtpProfile;

/** libwebrtc, which browsers are built on, as the other side: its ICE, DTLS and SRTP are not ours. */
@Tag("slow")
class LibwebrtcTest {
    private static final byte[] SILENCE = new byte[960];

    @ParameterizedTest
    @CsvSource({"AEAD_AES_128_GCM,UDP", "AEAD_AES_256_GCM,UDP", "AES128_CM_HMAC_SHA1_80,UDP", "AEAD_AES_128_GCM,TCP"})
    void sendsUsAudioAndData(SrtpProfile profile, Transport transport) throws Exception {
        AudioDeviceModule audio = audio();
        PeerConnectionFactory factory = new PeerConnectionFactory(audio);
        CustomAudioSource source = new CustomAudioSource();
        AudioTrack track = factory.createAudioTrack("audio", source);
        Observer observer = new Observer();
        boolean closed = false;
        RTCPeerConnection connection = factory.createPeerConnection(new RTCConfiguration(), observer);
        try (MediaPort port = NettyMediaPort.open(MediaPortOptions.defaults(), List.of(profile), null)) {
            RecordingListener room = new RecordingListener();
            Peer peer = port.newPeer(port.eventLoops().get(0), room);
            connection.addTrack(track, List.of("stream"));
            connection.createDataChannel("data", new RTCDataChannelInit());
            Described offered = new Described();
            connection.createOffer(new RTCOfferOptions(), offered);
            RTCSessionDescription offer = offered.get();
            set(done -> connection.setLocalDescription(offer, done));

            peer.remote(
                    new IceCredentials(value(offer.sdp, "ice-ufrag"), value(offer.sdp, "ice-pwd")),
                    DtlsFingerprint.parse(value(offer.sdp, "fingerprint")),
                    SetupRole.ACTPASS);
            RTCSessionDescription answer =
                    new RTCSessionDescription(RTCSdpType.ANSWER, answer(port, peer, offer.sdp, transport));
            set(done -> connection.setRemoteDescription(answer, done));

            await().atMost(Duration.ofMinutes(1)).until(() -> room.connected.get() == 1);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        source.pushAudio(SILENCE, 16, 48000, 1, 480);
                        return room.rtp.size() >= 20 && !room.rtcp.isEmpty() && !room.sctp.isEmpty();
                    });
            assertThat(room.rtp).allMatch(packet -> (packet[1] & 0x7F) == 111);
            PeerStats stats = peer.stats();
            assertThat(stats.tcp()).isEqualTo(transport == Transport.TCP);
            assertThat(stats.srtpProfile()).isEqualTo(profile.ianaName());
            assertThat(stats.dropped()).isEmpty();
            await().atMost(Duration.ofMinutes(1)).until(() -> observer.state == RTCPeerConnectionState.CONNECTED);

            connection.close();
            closed = true;
            await().atMost(Duration.ofMinutes(1)).until(() -> room.ends.get() == 1);
            assertThat(room.reason).isEqualTo(CloseReason.REMOTE);
        } finally {
            // Twice would be an error.
            if (!closed) {
                connection.close();
            }
            // The track stays: the closed connection's sender still holds it, and to dispose it then is an error.
            source.dispose();
            factory.dispose();
            audio.dispose();
        }
    }

    private static AudioDeviceModule audio() {
        try {
            return new AudioDeviceModule(AudioLayer.kDummyAudio);
        } catch (LinkageError e) {
            return Assumptions.abort("libwebrtc cannot be loaded; on Debian it needs libpulse0 libudev1 libx11-6"
                    + " libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3");
        }
    }

    private static String answer(MediaPort port, Peer peer, String offer, Transport transport) {
        String common =
                "c=IN IP4 0.0.0.0\r\na=ice-ufrag:" + peer.localCredentials().ufrag()
                        + "\r\na=ice-pwd:" + peer.localCredentials().password()
                        + "\r\na=fingerprint:" + port.fingerprint().toSdp()
                        + "\r\na=setup:passive\r\n";
        StringBuilder candidates = new StringBuilder();
        port.candidates().stream()
                .filter(candidate -> candidate.transport() == transport)
                .forEach(candidate ->
                        candidates.append("a=").append(candidate.toSdp()).append("\r\n"));
        Matcher mids = Pattern.compile("a=mid:(\\S+)").matcher(offer);
        assertThat(mids.find()).isTrue();
        String first = mids.group(1);
        assertThat(mids.find()).isTrue();
        String second = mids.group(1);
        return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE " + first + " " + second
                + "\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" + common
                + "a=mid:" + first + "\r\na=rtcp-mux\r\na=recvonly\r\na=rtpmap:111 opus/48000/2\r\n" + candidates
                + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n" + common
                + "a=mid:" + second + "\r\na=sctp-port:5000\r\n";
    }

    private static String value(String sdp, String attribute) {
        Matcher matcher = Pattern.compile("a=" + attribute + ":(.+?)\r?\n").matcher(sdp);
        assertThat(matcher.find()).as(attribute).isTrue();
        return matcher.group(1);
    }

    private interface Setting {
        void with(SetSessionDescriptionObserver observer);
    }

    private static void set(Setting setting) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        setting.with(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                done.complete(true);
            }

            @Override
            public void onFailure(String error) {
                done.completeExceptionally(new IllegalStateException(error));
            }
        });
        assertThat(done.get(1, TimeUnit.MINUTES)).isTrue();
    }

    private static final class Described implements CreateSessionDescriptionObserver {
        private final CompletableFuture<RTCSessionDescription> made = new CompletableFuture<>();

        RTCSessionDescription get() throws Exception {
            return made.get(1, TimeUnit.MINUTES);
        }

        @Override
        public void onSuccess(RTCSessionDescription description) {
            made.complete(description);
        }

        @Override
        public void onFailure(String error) {
            made.completeExceptionally(new IllegalStateException(error));
        }
    }

    private static final class Observer implements PeerConnectionObserver {
        volatile RTCPeerConnectionState state = RTCPeerConnectionState.NEW;

        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // We are lite: candidates of the other side show by its checks.
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState now) {
            state = now;
        }
    }
}
