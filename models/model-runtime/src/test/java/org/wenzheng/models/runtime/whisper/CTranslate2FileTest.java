package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.models.runtime.ModelException;

class CTranslate2FileTest {

    @TempDir
    Path folder;

    private static void text(ByteBuffer out, String text) {
        out.putShort((short) (text.length() + 1))
                .put(text.getBytes(StandardCharsets.UTF_8))
                .put((byte) 0);
    }

    /** A scalar 8, a 2 × 3 half-precision matrix and an alias of it. */
    private static byte[] model(int version) {
        ByteBuffer out = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(version);
        text(out, "WhisperSpec");
        out.putInt(3).putInt(2);
        text(out, "encoder/num_heads");
        out.put((byte) 0).put((byte) 2).putInt(2).putShort((short) 8);
        text(out, "matrix");
        out.put((byte) 2).putInt(2).putInt(3).put((byte) 4).putInt(12).put(new byte[12]);
        out.putInt(1);
        text(out, "alias");
        text(out, "matrix");
        return Arrays.copyOf(out.array(), out.position());
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.bin"), bytes);
    }

    @Test
    void tellsWhereEachTensorLies() throws Exception {
        CTranslate2File file = CTranslate2File.read(write(model(6)));

        CTranslate2File.Tensor matrix = file.tensor("alias");
        assertThat(file.specification()).isEqualTo("WhisperSpec");
        assertThat(file.scalar("encoder/num_heads", 0)).isEqualTo(8);
        assertThat(file.scalar("none", 5)).isEqualTo(5);
        assertThat(matrix.shape()).containsExactly(2, 3);
        assertThat(matrix.type()).isEqualTo(CTranslate2File.ElementType.FLOAT16);
        assertThat(matrix.length()).isEqualTo(12);
        assertThat(matrix.offset() + matrix.length())
                .isEqualTo(model(6).length - 4 - 2 * 2 - "aliasmatrix".length() - 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 10, 30, 60, 70})
    void refusesAFileCutShort(int length) throws Exception {
        Path file = write(Arrays.copyOf(model(6), length));

        assertThatExceptionOfType(ModelException.Permanent.class)
                .isThrownBy(() -> CTranslate2File.read(file))
                .withMessageContaining("fetch it again");
    }

    @Test
    void refusesAnotherVersionAndAMissingTensor() throws Exception {
        Path other = write(model(5));
        assertThatExceptionOfType(ModelException.Permanent.class)
                .isThrownBy(() -> CTranslate2File.read(other))
                .withMessageContaining("version 5");

        CTranslate2File file = CTranslate2File.read(write(model(6)));
        assertThatExceptionOfType(ModelException.Permanent.class)
                .isThrownBy(() -> file.tensor("encoder/conv1/weight"))
                .withMessageContaining("encoder/conv1/weight");
    }

    @Test
    void saysWhatToDoWhereThereIsNoFile() {
        assertThatExceptionOfType(ModelException.Permanent.class)
                .isThrownBy(() -> CTranslate2File.read(folder.resolve("none")))
                .withMessageContaining("fetch the model");
    }
}
