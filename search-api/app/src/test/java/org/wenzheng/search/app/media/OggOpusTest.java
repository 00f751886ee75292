package org.wenzheng.search.app.media;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OggOpusTest {

    @Test
    void whatIsNoOggOpusIsRefused() {
        assertThatThrownBy(() -> OggOpus.parse(new byte[0])).hasMessageContaining("no Opus head");
        assertThatThrownBy(() -> OggOpus.parse(new byte[100])).hasMessageContaining("no Ogg page at byte 0");
        byte[] cut = new byte[27];
        System.arraycopy("OggS".getBytes(StandardCharsets.US_ASCII), 0, cut, 0, 4);
        cut[26] = 3;
        assertThatThrownBy(() -> OggOpus.parse(cut)).hasMessageContaining("cut short");
    }
}
