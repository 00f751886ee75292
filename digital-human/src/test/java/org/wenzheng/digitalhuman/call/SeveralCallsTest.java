package org.wenzheng.digitalhuman.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wenzheng.digitalhuman.call.AgentRooms.PATIENCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.digitalhuman.dialogue.Phrases;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Three conversations at once: each citizen hears, reads and is written of alone. */
@Tag("slow")
class SeveralCallsTest {

    private static final int[] PITCHES = {300, 900, 2_700};

    @TempDir
    private Path folder;

    @Test
    void nobodyHearsAnothersAnswer() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        AgentRooms rooms = new AgentRooms();
        try {
            AgentRooms.Words words = new AgentRooms.Words();
            Queue<TranscriptSegment> written = new ConcurrentLinkedQueue<>();
            List<TestCitizen> citizens = new ArrayList<>();
            for (int i = 0; i < PITCHES.length; i++) {
                String call = "call-" + i;
                int pitch = PITCHES[i];
                Voice voice = new Voice(() -> new AgentRooms.Tone(pitch), "v", folder.resolve(call));
                citizens.add(new TestCitizen(rooms, call));
                CallAgent agent =
                        rooms.agent(call, rooms.shared(voice, words, written::add, new AgentRooms.Kept()), ended -> {});
                open.addAll(List.of(agent, citizens.get(i), voice));
            }
            for (int i = 0; i < PITCHES.length; i++) {
                String call = "call-" + i;
                await().atMost(PATIENCE).until(() -> of(written, call).endsWith(Phrases.GREETING));
            }
            words.hear("call-0", "结婚登记要多少钱", Revision.FINAL);
            words.hear("call-1", "护照怎么换", Revision.FINAL);
            citizens.get(2).type("给我转人工");

            await().atMost(PATIENCE).until(() -> of(written, "call-0").contains("不收费"));
            await().atMost(PATIENCE).until(() -> of(written, "call-1").contains("这个我不知道"));
            await().atMost(PATIENCE).until(() -> of(written, "call-2").contains("转窗口人员"));
            for (int i = 0; i < PITCHES.length; i++) {
                TestCitizen citizen = citizens.get(i);
                await().atMost(PATIENCE).until(() -> citizen.cards.size() == 1);
                assertThat(citizen.hertz).isBetween(PITCHES[i] / 2, PITCHES[i] * 3 / 2);
            }
            assertThat(of(written, "call-0")).doesNotContain("不知道");
            assertThat(of(written, "call-1") + of(written, "call-2")).doesNotContain("不收费");
            assertThat(citizens.get(1).cards.peek()).doesNotContain("MZ-01");
        } finally {
            for (AutoCloseable each : open) {
                each.close();
            }
            rooms.close(); // after all who are in them
        }
    }

    /** What was written of a call, clause after clause. */
    private static String of(Queue<TranscriptSegment> written, String call) {
        StringBuilder all = new StringBuilder();
        written.stream()
                .filter(segment -> segment.getCall().equals(call) && segment.getKind() == Revision.FINAL)
                .forEach(segment -> all.append(segment.getText()));
        return all.toString();
    }
}
