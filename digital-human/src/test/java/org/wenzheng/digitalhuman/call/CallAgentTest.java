package org.wenzheng.digitalhuman.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wenzheng.digitalhuman.call.AgentRooms.PATIENCE;
import static org.wenzheng.digitalhuman.call.TestCitizen.LOUD;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.client.RoomClient;
import org.wenzheng.client.RoomListener;
import org.wenzheng.digitalhuman.dialogue.Phrases;
import org.wenzheng.digitalhuman.voice.Voice;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.stream.records.v1.Response;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** An agent and a citizen by WebRTC through our SFU; voice and words are made by the test. */
@Tag("slow")
class CallAgentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static AgentRooms rooms;

    @TempDir
    private Path folder;

    private final Queue<TranscriptSegment> written = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AgentRooms.Words words = new AgentRooms.Words();
    private final AgentRooms.Kept memories = new AgentRooms.Kept();
    private final String call = "call-" + System.nanoTime();
    private Voice voice;
    private CallAgent agent;
    private TestCitizen citizen;

    @BeforeAll
    static void start() throws Exception {
        rooms = new AgentRooms();
    }

    @AfterAll
    static void stop() {
        rooms.close();
    }

    @BeforeEach
    void call() throws Exception {
        voice = new Voice(() -> new AgentRooms.Tone(300), "v", folder);
        citizen = new TestCitizen(rooms, call);
        agent = agent();
    }

    private CallAgent agent() {
        return rooms.agent(call, rooms.shared(voice, words, written::add, memories), ended -> over.set(true));
    }

    @AfterEach
    void hangUp() {
        agent.close();
        citizen.close();
        voice.close();
    }

    @Test
    void greetsAndIsSeen() {
        await().atMost(PATIENCE).until(() -> citizen.peak > LOUD);
        await().atMost(PATIENCE).until(() -> citizen.pictures.get() > 20);
        await().atMost(PATIENCE).until(() -> said(Phrases.GREETING, Revision.INTERIM));
    }

    @Test
    void answersWhatIsTypedByVoiceAndCard() throws Exception {
        greeted();
        citizen.type("结婚登记要多少钱");
        await().atMost(PATIENCE).until(() -> citizen.cards.size() == 1);
        var card = JSON.readTree(citizen.cards.peek());
        assertThat(card.path("item").path("code").asText()).isEqualTo("MZ-01");
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.FINAL));
        assertThat(written)
                .filteredOn(segment -> segment.getText().equals("结婚登记要多少钱"))
                .singleElement()
                .satisfies(typed -> {
                    assertThat(typed.getRole()).isEqualTo(1);
                    assertThat(typed.getKind()).isEqualTo(Revision.FINAL);
                    assertThat(typed.getEngine()).isEqualTo("typed/1");
                });
    }

    @Test
    void saysInItsSegmentsWhatCameOfTheQuestion() {
        greeted();
        words.hear(call, "结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.FINAL));
        words.hear(call, "护照怎么换", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("这个我不知道", Revision.FINAL));
        assertThat(response("您好，我是")).isEqualTo(Response.getDefaultInstance());
        assertThat(response("费用方面：不收费。"))
                .isEqualTo(Response.newBuilder()
                        .setOutcome(Response.Outcome.ANSWERED)
                        .setItem("MZ-01")
                        .setVersion(1)
                        .build());
        assertThat(response("这个我不知道").getOutcome()).isEqualTo(Response.Outcome.NOT_KNOWN);
        assertThat(response("这个我不知道").getItem()).isEmpty();
    }

    private Response response(String text) {
        return written.stream()
                .filter(segment -> segment.getText().startsWith(text))
                .findFirst()
                .orElseThrow()
                .getResponse();
    }

    @Test
    void answersWhatIsSaid() {
        greeted();
        words.hear(call, "结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.INTERIM));
    }

    @Test
    void makesWayForWhoSpeaksUpAndKeepsOnlyWhatWasHeard() {
        await().atMost(PATIENCE).until(() -> citizen.peak > LOUD);
        citizen.hum(5_000);
        await().atMost(PATIENCE).until(() -> written.stream().anyMatch(segment -> segment.getKind() == Revision.FINAL));
        TranscriptSegment heard = written.stream()
                .filter(segment -> segment.getKind() == Revision.FINAL)
                .findFirst()
                .orElseThrow();
        assertThat(Phrases.GREETING).startsWith(heard.getText()).isNotEqualTo(heard.getText());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(citizen.peak).isLessThan(100));
    }

    @Test
    void goesOnWhereItWasAfterAMurmur() {
        // Past the first second, after which it is known that there is no echo.
        await().atMost(PATIENCE).until(() -> written.size() >= 3 && citizen.peak > LOUD);
        citizen.hum(450);
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> citizen.peak < 100);
        words.hear(call, "嗯。", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> citizen.peak > LOUD);
        await().atMost(PATIENCE).until(() -> said(Phrases.GREETING, Revision.FINAL));
        assertThat(citizen.cards).isEmpty();
    }

    @Test
    void theEndOfAQuestionDoesNotInterruptItsAnswer() {
        greeted();
        citizen.hum(1_500);
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> citizen.leftMs() < 100);
        words.hear(call, "结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.FINAL));
    }

    @Test
    void speaksUpForWhoHearsBadly() {
        greeted();
        words.hear(call, "结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> citizen.peak > LOUD);
        int usual = loudest();
        words.hear(call, "大声一点", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("好的，我说大声一点。", Revision.INTERIM));
        await().atMost(PATIENCE).until(() -> citizen.peak > 1.25 * usual);

        await().atMost(PATIENCE).until(() -> citizen.peak < 100);
        agent.close();
        agent = agent();
        await("whoever goes on speaks up too").atMost(PATIENCE).until(() -> citizen.peak > 1.25 * usual);
    }

    private int loudest() {
        int[] most = {0};
        await().atMost(PATIENCE).until(() -> {
            most[0] = Math.max(most[0], citizen.peak);
            return said("费用方面：不收费。", Revision.FINAL);
        });
        return most[0];
    }

    @Test
    void handsOverWithABriefAndLeavesWhenAPersonIsThere() throws Exception {
        greeted();
        words.hear(call, "结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.FINAL));
        assertThat(agent.waiting()).isEmpty();
        words.hear(call, "护照怎么换", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("这个我不知道", Revision.INTERIM));
        words.hear(call, "给我转人工", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> agent.waiting().isPresent());
        Leases.Waiting waiting = agent.waiting().orElseThrow();
        assertThat(waiting.urgent()).isFalse();
        assertThat(waiting.brief().path("open").asText())
                .as("the matter, not the wish for a person")
                .isEqualTo("护照怎么换");
        assertThat(waiting.brief().path("answered").get(0).path("item").asText())
                .isEqualTo("MZ-01");
        agent.place(3);
        await().atMost(PATIENCE).until(() -> said("您前面还有2位，请稍等。", Revision.INTERIM));
        assertThat(memories.recall(call)).isPresent();
        try (RoomClient staff = rooms.join(agent.call(), "staff", CallRole.STAFF, new RoomListener() {})) {
            await().atMost(PATIENCE).untilTrue(over);
            assertThat(staff.participants()).isNotEmpty();
        }
        assertThat(memories.recall(call)).as("nobody goes on with it").isEmpty();
    }

    @Test
    void putsWhoIsInDangerAhead() {
        greeted();
        words.hear(call, "我不想活了", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> agent.waiting().isPresent());
        assertThat(agent.waiting().orElseThrow().urgent()).isTrue();
        await().atMost(PATIENCE).until(() -> citizen.cards.stream().anyMatch(card -> card.contains("12356")));
    }

    @Test
    void anotherGoesOnWhereOneDied() {
        greeted();
        words.hear(call, "结婚登记要多少钱", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> said("费用方面：不收费。", Revision.FINAL));
        words.hear(call, "给我转人工", Revision.FINAL);
        await().atMost(PATIENCE).until(() -> agent.waiting().isPresent());
        agent.close();
        written.clear();

        agent = agent();
        await().atMost(PATIENCE).until(() -> said("对不起，刚才我这边断了一下。", Revision.INTERIM));
        assertThat(said(Phrases.GREETING, Revision.INTERIM)).isFalse();
        Leases.Waiting waiting = agent.waiting().orElseThrow();
        assertThat(waiting.brief().path("answered").get(0).path("item").asText())
                .isEqualTo("MZ-01");
        assertThat(waiting.brief().path("turns").toString()).contains("结婚登记要多少钱", "不收费");
    }

    private void greeted() {
        await().atMost(PATIENCE).until(() -> said(Phrases.GREETING, Revision.FINAL));
    }

    /** Whether a sentence was said, in one clause or in several. */
    private boolean said(String sentence, Revision kind) {
        StringBuilder all = new StringBuilder();
        written.stream().filter(segment -> segment.getKind() == kind).forEach(segment -> all.append(segment.getText()));
        return all.toString().contains(sentence);
    }
}
