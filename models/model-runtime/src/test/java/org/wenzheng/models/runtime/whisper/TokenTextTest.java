package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TokenTextTest {

    private static final byte[] WORD = "证件".getBytes(StandardCharsets.UTF_8);

    @Test
    void waitsForTheRestOfACharacter() {
        assertThat(TokenText.decode(Arrays.copyOf(WORD, 3))).isEqualTo("证");
        assertThat(TokenText.decode(Arrays.copyOf(WORD, 4))).isNull();
        assertThat(TokenText.decode(WORD)).isEqualTo("证件");
    }

    @Test
    void losesABrokenCharacterAlone() {
        byte[] broken = new byte[WORD.length + 2];
        System.arraycopy(WORD, 0, broken, 0, 2);
        System.arraycopy(WORD, 0, broken, 2, WORD.length);

        assertThat(TokenText.decode(broken)).isEqualTo("证件");
    }
}
