package org.wenzheng.search.app.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wenzheng.search.app.calls.FakeCallIndex.call;
import static org.wenzheng.search.app.calls.FakeCallIndex.segment;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.contract.SegmentDocument.RedactedSpan;

/** A call of 25 s: the citizen's tone of 440 Hz at 1–13 s, the staff's of 1 kHz at 8–9 and 20–24 s, 3–4 s redacted. */
class MediaTest {

    private static final String CALL = "MEDIA1";
    private static final TestServer SERVER = TestServer.shared();
    private static final TestBrowser CLI = SERVER.program(TestServer.CLI_TOKEN);

    @BeforeAll
    static void record() throws Exception {
        byte[] key = key(CALL);
        var root = SERVER.var().resolve("recordings");
        TestRecording.write(root, CALL, "citizen-audio", 1000, 9000, 440, key);
        TestRecording.write(root, CALL, "citizen-audio", 10_000, 3000, 440, key);
        TestRecording.write(root, CALL, "staff-audio", 8000, 1000, 1000, key);
        TestRecording.write(root, CALL, "staff-audio", 20_000, 4000, 1000, key);
        SERVER.calls()
                .put(
                        call(CALL, "ended"),
                        List.of(segment(
                                CALL,
                                "citizen-audio",
                                1000,
                                "我的电话是〔手机号〕",
                                new RedactedSpan("mobile", 5, 10, 3000, 4000))));
    }

    @Test
    void theWholeIsAWavAsLongAsTheCall() {
        HttpResponse<byte[]> response = CLI.bytes(media(CALL, "mixed"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(response.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(response.body()).hasSize(44 + 25_000 * 32);
        assertThat(new String(response.body(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("RIFF");
    }

    @Test
    void aSamplesNumberIsItsTime() {
        short[] sound = samples(CLI.bytes(media(CALL, "mixed")).body());
        assertThat(loudness(sound, 0, 950)).isZero();
        assertThat(loudness(sound, 1100, 2800)).isGreaterThan(4000);
        assertThat(loudness(sound, 13_100, 19_900)).isZero();
        assertThat(loudness(sound, 20_100, 23_900)).isGreaterThan(4000);
        // The tone began with the call's clock, so over all chunks its phase fits.
        assertThat(correlation(sound, 440, 1200, 2800)).isCloseTo(1, within(0.02));
        assertThat(correlation(sound, 440, 10_200, 12_800)).isCloseTo(1, within(0.02));
    }

    @Test
    void redactedSpansAreSilentOnEveryTrackWithAMargin() {
        for (String speaker : List.of("mixed", "citizen-audio")) {
            short[] sound = samples(CLI.bytes(media(CALL, speaker)).body());
            assertThat(loudness(sound, 2920, 4080)).as(speaker).isZero();
            assertThat(loudness(sound, 2850, 2915)).as(speaker).isGreaterThan(1000);
            assertThat(loudness(sound, 4085, 4150)).as(speaker).isGreaterThan(1000);
        }
    }

    @Test
    void aSpeakerIsHeardAlone() {
        short[] staff = samples(CLI.bytes(media(CALL, "staff-audio")).body());
        assertThat(staff).hasSize(25_000 * 16);
        assertThat(loudness(staff, 1000, 7900)).isZero();
        assertThat(loudness(staff, 8100, 8900)).isGreaterThan(4000);
        assertThat(CLI.get(media(CALL, "nobody")).statusCode()).isEqualTo(404);
        assertThat(CLI.get(media(CALL, "../../x")).statusCode()).isEqualTo(404);
    }

    @Test
    void everyRangeIsThatSliceOfTheWhole() {
        String media = media(CALL, "mixed");
        byte[] whole = CLI.bytes(media).body();
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            int first = random.nextInt(whole.length);
            int last = first + random.nextInt(i % 2 == 0 ? 100 : whole.length - first);
            HttpResponse<byte[]> part = range(media, "bytes=" + first + "-" + last);
            int end = Math.min(last, whole.length - 1);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range"))
                    .hasValue("bytes " + first + "-" + end + "/" + whole.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, end + 1));
        }
        assertThat(range(media, "bytes=799000-").body()).isEqualTo(Arrays.copyOfRange(whole, 799_000, whole.length));
        assertThat(range(media, "bytes=-10").body())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 10, whole.length));
    }

    @Test
    void theLengthCanBeAskedForAlone() {
        HttpResponse<String> response = CLI.head(media(CALL, "mixed"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).hasValue("800044");
    }

    @Test
    void aRangeBeyondTheEndIsRefusedWithTheLength() {
        HttpResponse<byte[]> response = range(media(CALL, "mixed"), "bytes=800044-");
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes */800044");
    }

    @Test
    void whatIsNoRangeGivesTheWhole() {
        for (String header : List.of("seconds=1-2", "bytes=x", "bytes=0-1,5-6")) {
            assertThat(range(media(CALL, "mixed"), header).statusCode())
                    .as(header)
                    .isEqualTo(200);
        }
    }

    @Test
    void nobodyHearsACallWithoutHavingSaidWhy() {
        String path = "/api/v1/calls/" + CALL;
        assertThat(CLI.get(path + "/media").statusCode()).isEqualTo(400);
        assertThat(CLI.get(path + "/media?listening=0").body()).contains("listening-required");
        assertThat(CLI.send("POST", path + "/listenings", "{\"purpose\":\" \"}").statusCode())
                .isEqualTo(400);
        String otherCall = "MEDIA2";
        SERVER.calls().put(call(otherCall, "ended"), List.of());
        String listening = listening(otherCall);
        assertThat(CLI.get(path + "/media?listening=" + listening).statusCode()).isEqualTo(403);
    }

    @Test
    void thePurposeIsAudited() {
        listening(CALL);
        assertThat(SERVER.database()
                        .sql("select purpose from audit where account = 'cli' and action = 'listening_begun'"
                                + " and call_id = '" + CALL + "'")
                        .query(String.class)
                        .list())
                .contains("复核投诉");
    }

    @Test
    void aRunningCallCannotBePlayedYet() throws Exception {
        String running = "MEDIA3";
        TestRecording.write(SERVER.var().resolve("recordings"), running, "a", 0, 1000, 440, key(running));
        SERVER.calls().put(call(running, "running"), List.of());
        HttpResponse<String> refused = CLI.get(media(running, "mixed"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("once it has ended and its last words are analysed");
        assertThat(CLI.get("/api/v1/calls/" + running).body()).contains("\"media\":false");
    }

    @Test
    void aDeletedRecordingIsGoneForGood() throws Exception {
        String deleted = "MEDIA4";
        TestRecording.write(SERVER.var().resolve("recordings"), deleted, "a", 0, 1000, 440, key(deleted));
        SERVER.calls().put(call(deleted, "ended"), List.of());
        assertThat(CLI.get("/api/v1/calls/" + deleted).body()).contains("\"media\":true");
        assertThat(CLI.get(media(deleted, "mixed")).statusCode()).isEqualTo(200);

        HttpResponse<String> receipt =
                CLI.send("DELETE", "/api/v1/calls/" + deleted + "/recording?reason=consent+withdrawn", "");
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.body())
                .contains(
                        "\"account\":\"cli\"",
                        "\"what\":\"recording\"",
                        "\"reason\":\"consent withdrawn\"",
                        "\"files\":1");
        try (Stream<Path> left = Files.walk(SERVER.var().resolve("recordings"))) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.contains(deleted));
        }
        assertThat(SERVER.database()
                        .sql("select action || ' ' || coalesce(purpose, '') || coalesce(detail, '') from audit"
                                + " where call_id = '" + deleted + "' and action like '%deleted' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("recording_deleted consent withdrawn", "recording_files_deleted files: 1");
        assertThat(CLI.get(media(deleted, "mixed")).statusCode()).isEqualTo(410);
        assertThat(CLI.get("/api/v1/calls/" + deleted).body()).contains("\"media\":false");
        assertThat(keyResponse(deleted).statusCode()).isEqualTo(410);
        assertThat(SERVER.database()
                        .sql("select wrapped from recording_key where call_id = '" + deleted + "'")
                        .query((row, i) -> String.valueOf(row.getString(1)))
                        .single())
                .isEqualTo("null");
    }

    @Test
    void aRecordingIsDeletedOnce() throws Exception {
        String once = "MEDIA7";
        TestRecording.write(SERVER.var().resolve("recordings"), once, "a", 0, 1000, 440, key(once));
        SERVER.calls().put(call(once, "ended"), List.of());
        String recording = "/api/v1/calls/" + once + "/recording";
        assertThat(CLI.send("DELETE", recording, "").statusCode()).isEqualTo(200);
        HttpResponse<String> again = CLI.send("DELETE", recording, "");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("recording-deleted", "GET /api/v1/audit");
    }

    @Test
    void theRecordingOfARunningCallIsNotDeleted() throws Exception {
        String running = "MEDIA8";
        TestRecording.write(SERVER.var().resolve("recordings"), running, "a", 0, 1000, 440, key(running));
        SERVER.calls().put(call(running, "running"), List.of());
        for (String what : List.of("/recording", "")) {
            HttpResponse<String> response = CLI.send("DELETE", "/api/v1/calls/" + running + what, "");
            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(response.body()).contains("call-running", "when it has ended");
        }
    }

    @Test
    void aCallThatNobodyIndexesCountsAsRunningWhileItsSoundComes() throws Exception {
        String unseen = "MEDIA9";
        Path root = SERVER.var().resolve("recordings");
        TestRecording.write(root, unseen, "a", 0, 1000, 440, key(unseen));
        String recording = "/api/v1/calls/" + unseen + "/recording";
        assertThat(CLI.send("DELETE", recording, "").statusCode()).isEqualTo(409);
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path :
                    paths.filter(each -> each.toString().contains(unseen)).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(120)));
            }
        }
        assertThat(CLI.send("DELETE", recording, "").body()).contains("\"files\":1");
    }

    @Test
    void aChunkThatWasChangedIsNotPlayed() throws Exception {
        String changed = "MEDIA5";
        var root = SERVER.var().resolve("recordings");
        TestRecording.write(root, changed, "a", 0, 1000, 440, new byte[32]);
        key(changed);
        SERVER.calls().put(call(changed, "ended"), List.of());
        HttpResponse<String> response = CLI.get(media(changed, "mixed"));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("recording-unreadable", "another key");
    }

    @Test
    void theSameKeyIsGivenAgainAndNobodyElseGetsIt() {
        assertThat(key(CALL)).isEqualTo(key(CALL)).hasSize(32).isNotEqualTo(key("MEDIA6"));
        assertThat(SERVER.database()
                        .sql("select wrapped from recording_key where call_id = '" + CALL + "'")
                        .query(String.class)
                        .single())
                .doesNotContain(Base64.getEncoder().encodeToString(key(CALL)));
    }

    private static byte[] key(String call) {
        String body = keyResponse(call).body();
        return Base64.getDecoder().decode(body.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1"));
    }

    private static HttpResponse<String> keyResponse(String call) {
        return SERVER.program(TestServer.JOBS_TOKEN).send("POST", "/internal/v1/calls/" + call + "/recording-key", "");
    }

    private static String listening(String call) {
        HttpResponse<String> response =
                CLI.send("POST", "/api/v1/calls/" + call + "/listenings", "{\"purpose\":\"复核投诉\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return response.body().replaceAll(".*\"listening\":\"([^\"]+)\".*", "$1");
    }

    private static String media(String call, String speaker) {
        return "/api/v1/calls/" + call + "/media?listening=" + listening(call) + "&speaker=" + speaker;
    }

    private static HttpResponse<byte[]> range(String path, String range) {
        return SERVER.program(TestServer.CLI_TOKEN).with("Range", range).bytes(path);
    }

    private static short[] samples(byte[] wav) {
        short[] samples = new short[(wav.length - 44) / 2];
        ByteBuffer.wrap(wav, 44, wav.length - 44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    /** Root mean square between two times in milliseconds. */
    private static double loudness(short[] sound, int fromMs, int toMs) {
        double sum = 0;
        for (int i = fromMs * 16; i < toMs * 16; i++) {
            sum += (double) sound[i] * sound[i];
        }
        return Math.sqrt(sum / ((toMs - fromMs) * 16));
    }

    /** With a tone whose phase is 0 at the call's start; 1 when it is that tone, at that place. */
    private static double correlation(short[] sound, double hertz, int fromMs, int toMs) {
        double cross = 0;
        double ours = 0;
        double theirs = 0;
        for (int i = fromMs * 16; i < toMs * 16; i++) {
            double tone = Math.sin(2 * Math.PI * hertz * i / 16_000);
            cross += tone * sound[i];
            ours += tone * tone;
            theirs += (double) sound[i] * sound[i];
        }
        return cross / Math.sqrt(ours * theirs);
    }
}
