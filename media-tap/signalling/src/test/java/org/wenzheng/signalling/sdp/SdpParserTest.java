package org.wenzheng.signalling.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpParserTest {

    @Test
    void readsWhatABrowserOffers() throws SdpException {
        SessionDescription offer = SdpParser.parse(Descriptions.OFFER);

        assertThat(offer.version()).isEqualTo(3);
        assertThat(offer.iceLite()).isFalse();
        assertThat(offer.media()).extracting(MediaDescription::mid).containsExactly("0", "1", "2");
        assertThat(offer.transport().usernameFragment()).isEqualTo("ufR4");
        assertThat(offer.transport().fingerprint()).isEqualTo("AA:BB:CC");
        MediaDescription data = offer.media().get(0);
        assertThat(data.kind()).isEqualTo(MediaKind.APPLICATION);
        assertThat(data.maxMessageSize()).isEqualTo(262_144);

        MediaDescription audio = offer.media().get(1);
        assertThat(audio.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(audio.trackId()).isEqualTo("microphone-1");
        assertThat(audio.extensionId(HeaderExtension.AUDIO_LEVEL)).isEqualTo(14);
        assertThat(audio.extensionId(HeaderExtension.MID)).isEqualTo(4);
        assertThat(audio.codecs().get(0).parameter("useinbandfec")).isEqualTo("1");
        assertThat(audio.sources()).containsOnlyKeys(2_583_402_310L).containsValue("cEk1");

        MediaDescription video = offer.media().get(2);
        assertThat(video.layers()).containsExactly("q", "h", "f");
        assertThat(video.codecs()).extracting(RtpCodec::name).containsExactly("VP8", "rtx", "H264");
        assertThat(video.codecs().get(1).repairs()).isEqualTo(96);
        assertThat(video.codecs().get(0).feedback()).containsExactly("goog-remb", "nack pli");
    }

    @Test
    void takesTheSessionsTransportWhereASectionIsSilent() throws SdpException {
        SessionDescription answer = SdpParser.parse("v=0\no=- 1 1 IN IP4 127.0.0.1\na=ice-ufrag:abcd\na=ice-pwd:efgh\n"
                + "a=fingerprint:sha-256 0a:0b\na=setup:active\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=mid:0\n");

        assertThat(answer.transport().usernameFragment()).isEqualTo("abcd");
        assertThat(answer.transport().fingerprint()).isEqualTo("0A:0B");
        assertThat(answer.transport().setup()).isEqualTo("active");
    }

    @Test
    void readsBackWhatItWrites() throws SdpException {
        SessionDescription offer = SdpParser.parse(Descriptions.OFFER);
        SessionDescription again = SdpParser.parse(SdpWriter.write(offer));

        assertThat(again.media()).hasSameSizeAs(offer.media());
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription before = offer.media().get(i);
            MediaDescription after = again.media().get(i);
            assertThat(after.codecs()).isEqualTo(before.codecs());
            assertThat(after.extensions()).isEqualTo(before.extensions());
            assertThat(after.layers()).isEqualTo(before.layers());
            assertThat(after.sources()).isEqualTo(before.sources());
            assertThat(after.transport()).isEqualTo(before.transport());
            assertThat(after.direction()).isEqualTo(before.direction());
            assertThat(after.trackId()).isEqualTo(before.trackId());
        }
    }

    @Test
    void refusesASectionWithItsOwnFormats() throws SdpException {
        SessionDescription offer = SdpParser.parse(
                "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\nm=text 9 UDP/TLS/RTP/SAVPF 98\r\na=mid:t\r\na=rtpmap:98 t140/1000\r\n");
        SessionDescription answer =
                new SessionDescription(1, 1, true, List.of(offer.media().get(0).refusal()));

        assertThat(SdpWriter.write(answer))
                .contains("m=text 0 UDP/TLS/RTP/SAVPF 98\r\n")
                .doesNotContain("BUNDLE t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=1\r\n",
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF\r\n",
                "v=0\r\nm=audio x UDP/TLS/RTP/SAVPF 111\r\n",
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 128\r\n",
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=extmap:0 urn:x\r\n",
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ssrc:4294967296 cname:x\r\n",
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rid:a;b send\r\n",
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n",
                "v=0\r\na=ice-ufrag:with space\r\n",
                "v=0\r\na=mid:x\ry\r\n",
                "no line"
            })
    void refusesWhatIsMalformed(String text) {
        assertThatThrownBy(() -> SdpParser.parse(text)).isInstanceOf(SdpException.class);
    }

    @Test
    void refusesMoreThanItsBounds() {
        String section = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n";
        assertThatThrownBy(() -> SdpParser.parse("v=0\r\n" + section.repeat(SdpParser.MAX_SECTIONS + 1)))
                .hasMessageContaining("sections");
        assertThatThrownBy(() -> SdpParser.parse("v=0\r\n" + section + "a=rtcp-fb:111 x\r\n".repeat(600)))
                .hasMessageContaining("attributes");
        assertThatThrownBy(() -> SdpParser.parse("v=0\r\n" + "a".repeat(SdpParser.MAX_LENGTH)))
                .hasMessageContaining("characters");
    }
}
