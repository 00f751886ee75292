package org.wenzheng.signalling.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import livekit.LivekitModels.ClientInfo;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.WrappedJoinRequest;
import org.junit.jupiter.api.Test;

class SignalMessagesTest {

    private static final JoinRequest REQUEST = JoinRequest.newBuilder()
            .setClientInfo(ClientInfo.newBuilder().setProtocol(17))
            .setPublisherOffer(SessionDescription.newBuilder().setSdp("v=0").setId(1))
            .addAddTrackRequests(AddTrackRequest.newBuilder().setCid("c"))
            .build();

    @Test
    void readsAJoinRequestPlainAndCompressed() throws Exception {
        assertThat(SignalMessages.joinRequest(wrap(REQUEST.toByteArray(), false)))
                .isEqualTo(REQUEST);
        assertThat(SignalMessages.joinRequest(wrap(REQUEST.toByteArray(), true)))
                .isEqualTo(REQUEST);
    }

    @Test
    void refusesWhatInflatesBeyondItsLimit() throws IOException {
        String bomb = wrap(new byte[200 << 20], true);

        assertThat(bomb.length()).isLessThan(SignalMessages.MAX_JOIN_BYTES * 2);
        assertThatThrownBy(() -> SignalMessages.joinRequest(wrap(new byte[SignalMessages.MAX_JOIN_BYTES + 1], true)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("inflated");
        assertThatThrownBy(() -> SignalMessages.joinRequest(bomb)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refusesWhatIsNoJoinRequest() throws IOException {
        assertThatThrownBy(() -> SignalMessages.joinRequest("***")).hasMessageContaining("base64");
        assertThatThrownBy(() -> SignalMessages.joinRequest(wrap(new byte[] {1, 2, 3}, false)))
                .isInstanceOf(MalformedMessageException.class);
        WrappedJoinRequest notGzip = WrappedJoinRequest.newBuilder()
                .setCompression(WrappedJoinRequest.Compression.GZIP)
                .setJoinRequest(REQUEST.toByteString())
                .build();
        assertThatThrownBy(() -> SignalMessages.joinRequest(encode(notGzip))).hasMessageContaining("gzip");
    }

    @Test
    void mutatedMessagesAreReadOrRefused() {
        byte[] message = SignalRequest.newBuilder()
                .setAddTrack(
                        AddTrackRequest.newBuilder().setCid("cid").setName("n").setWidth(1280))
                .build()
                .toByteArray();
        Random random = new Random(17);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = message.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                SignalMessages.request(mutated);
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void refusesLargeMessages() {
        assertThatThrownBy(() -> SignalMessages.request(new byte[SignalMessages.MAX_SIGNAL_BYTES + 1]))
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> SignalMessages.data(new byte[SignalMessages.MAX_DATA_BYTES + 1]))
                .hasMessageContaining("at most");
    }

    private static String wrap(byte[] inner, boolean gzip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (gzip) {
            try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                zip.write(inner);
            }
        } else {
            out.write(inner);
        }
        return encode(WrappedJoinRequest.newBuilder()
                .setCompression(gzip ? WrappedJoinRequest.Compression.GZIP : WrappedJoinRequest.Compression.NONE)
                .setJoinRequest(ByteString.copyFrom(out.toByteArray()))
                .build());
    }

    private static String encode(WrappedJoinRequest request) {
        return Base64.getUrlEncoder().encodeToString(request.toByteArray());
    }
}
