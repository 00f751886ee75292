package org.wenzheng.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.media.records.v1.Role;

class CallIdTest {

    @TempDir
    Path folder;

    @Test
    void isTheHashOfContentAndName() throws Exception {
        Path file = Files.writeString(folder.resolve("name"), "content");
        // printf contentname | sha256sum
        byte[] hash = HexFormat.of().parseHex("12b70042cc2da92be4bd931036046bfa32e2ee15cbb5f7b43053d9c5282e9a0d");
        String id = CallId.of(List.of(file));
        assertThat(id).hasSize(26).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
        assertThat(fromCrockford(id)).isEqualTo(new BigInteger(1, Arrays.copyOf(hash, 16)));
    }

    @Test
    void writesTheSmallestAndTheLargest() {
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) -1);
        assertThat(CallId.ulid(new byte[16])).isEqualTo("00000000000000000000000000");
        assertThat(CallId.ulid(ones)).isEqualTo("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    }

    @Test
    void staysWhenTheFileMovesAndChangesWithContentNameAndOrder() throws Exception {
        Path a = Files.writeString(folder.resolve("a"), "one");
        Path b = Files.writeString(folder.resolve("b"), "one");
        Path moved = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("a"), "one");
        assertThat(CallId.of(List.of(moved))).isEqualTo(CallId.of(List.of(a)));
        assertThat(CallId.of(List.of(a))).isNotEqualTo(CallId.of(List.of(b)));
        assertThat(CallId.of(List.of(a, b))).isNotEqualTo(CallId.of(List.of(b, a)));
        Files.writeString(b, "two");
        assertThat(CallId.of(List.of(b))).isNotEqualTo(CallId.of(List.of(a)));
    }

    @Test
    void refusesARequestThatDoesNotAgreeWithItself() {
        CallDetails call = CallDetails.titled("x");
        List<Path> files = List.of(Path.of("a.wav"), Path.of("b.wav"));
        assertThatThrownBy(() -> ReplayRequest.of(List.of())).hasMessageContaining("at least one file");
        assertThatThrownBy(() -> ReplayRequest.of(files).withRoles(List.of(Role.CITIZEN)))
                .hasMessageContainingAll("2 files", "1 roles");
        assertThatThrownBy(() -> ReplayRequest.of(files).atSpeed(0)).hasMessageContaining("Speed");
        assertThatThrownBy(() ->
                        new ReplayRequest(files, List.of(), Optional.empty(), OptionalDouble.of(Double.NaN), call))
                .hasMessageContaining("Speed");
    }

    private static BigInteger fromCrockford(String text) {
        BigInteger value = BigInteger.ZERO;
        for (char c : text.toCharArray()) {
            value = value.shiftLeft(5).add(BigInteger.valueOf("0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c)));
        }
        return value;
    }
}
