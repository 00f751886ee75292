package org.wenzheng.stream.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.stream.records.v1.Awaited;
import org.wenzheng.stream.records.v1.ConversationMemory;

/** What one digital human kept must stay readable by the next version of it. */
class ConversationGoldenTest {

    private static final ConversationMemory MEMORY = ConversationMemory.newBuilder()
            .setSchemaVersion(1)
            .setCall("01KAXB3X8Q9Z6T5R4E3W2Q1A0S")
            .setItem("JZ-01")
            .putSlots("home", "租房")
            .addRejected("JZ-05")
            .addAllLast(List.of("您现在住的是租房，还是单位宿舍？"))
            .setSpeed(0.9f)
            .setVolume(1.4f)
            .setAwaited(Awaited.newBuilder()
                    .setKind(Awaited.Kind.ITEM)
                    .addOffered("JZ-01")
                    .addAspects("MATERIALS")
                    .setQuestion("居住证怎么办")
                    .setAsked(1))
            .setBrief("{\"open\":\"居住证怎么办\"}")
            .setWaitingSinceUs(1_795_600_000_000_000L)
            .setUrgent(true)
            .build();

    @Test
    void conversationsAreReadAndWrittenAsTheGoldenFile() throws IOException {
        Path file = Path.of("src/test/resources/golden/conversation_memory.bin");
        if ("write".equals(System.getProperty("wenzheng.golden")) && !Files.exists(file)) {
            Files.write(file, MEMORY.toByteArray());
        }
        byte[] golden = Files.readAllBytes(file);
        assertThat(ConversationMemory.parseFrom(golden)).isEqualTo(MEMORY);
        assertThat(MEMORY.toByteArray()).isEqualTo(golden);
    }
}
