package org.wenzheng.search.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Documents that are in indices now must stay readable, and must come out as they did. */
class DocumentGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final SegmentDocument SEGMENT = new SegmentDocument(
            1,
            "01JDGK3Q8ZB6T4Y1V5N9XWCE2R",
            "01JDGK3Q8ZB6T4Y1V5N9XWCE2R:citizen-audio:5120",
            "citizen-audio",
            "citizen",
            "citizen",
            "demo",
            true,
            "居住证到期签注",
            "澄湖区政务服务中心",
            "澄湖区",
            "公安综合窗口",
            "居住证签注",
            "2026-11-12T01:42:00Z",
            "2026-11-12T01:42:06.480Z",
            6480,
            9120,
            "我的电话是〔手机号〕。",
            List.of(new SegmentDocument.WordSpan(0, 2, 6480, 6800, 0.92f)),
            0.87f,
            false,
            true,
            3,
            "zh",
            "whisper-base/1",
            "neutral",
            0.75f,
            0.125f,
            List.of("residence"),
            List.of(new SegmentDocument.RedactedSpan("mobile", 5, 10, 7200, 9100)),
            new float[] {0.6f, 0.8f},
            null,
            null,
            1_794_447_729_120L);

    private static final CallDocument CALL = new CallDocument(
            1,
            "01JDGK3Q8ZB6T4Y1V5N9XWCE2R",
            "居住证到期签注",
            "demo",
            true,
            "澄湖区政务服务中心",
            "澄湖区",
            "公安综合窗口",
            "居住证签注",
            "video",
            "zh",
            "2026-11-12T01:42:00Z",
            null,
            64_000,
            "running",
            true,
            11,
            List.of("residence"),
            "neutral",
            0.125f,
            null,
            null,
            null);

    @Test
    void aSegmentIsWrittenAsTheGoldenFile() throws IOException {
        assertThat(written(SEGMENT)).isEqualTo(golden("segment-v1.json"));
    }

    @Test
    void aCallIsWrittenAsTheGoldenFile() throws IOException {
        assertThat(written(CALL)).isEqualTo(golden("call-v1.json"));
    }

    @Test
    void aCallOfTheDigitalHumanIsWrittenAsTheGoldenFile() throws IOException {
        CallDocument answered = JSON.treeToValue(golden("call-answered-v1.json"), CallDocument.class);
        assertThat(answered.outcome()).isEqualTo(SegmentDocument.ANSWERED);
        assertThat(answered.items()).containsExactly("JZ-01", "MZ-01");
        assertThat(written(answered)).isEqualTo(golden("call-answered-v1.json"));
        SegmentDocument reply = JSON.treeToValue(golden("segment-answered-v1.json"), SegmentDocument.class);
        assertThat(reply.item()).isEqualTo("JZ-01");
        assertThat(written(reply)).isEqualTo(golden("segment-answered-v1.json"));
    }

    @Test
    void howACallWentIsWrittenAsTheGoldenFile() throws IOException {
        CallDocument call = JSON.treeToValue(golden("call-quality-v1.json"), CallDocument.class);
        ServiceQuality quality = Objects.requireNonNull(call.quality());
        assertThat(quality.greeting()).isEqualTo(ServiceQuality.MISSING);
        assertThat(quality.findings())
                .extracting(ServiceQuality.Finding::phrase)
                .containsExactly("", "不归我管");
        assertThat(written(call)).isEqualTo(golden("call-quality-v1.json"));
    }

    @Test
    void aTombstoneIsWrittenAsTheGoldenFile() throws IOException {
        Tombstone tombstone = Tombstone.of(CALL.call(), SEGMENT.segment(), "2026-11-25T08:00:00Z");
        assertThat(written(tombstone)).isEqualTo(golden("tombstone-v1.json"));
    }

    @Test
    void goldenFilesAreReadBack() throws IOException {
        SegmentDocument segment = JSON.treeToValue(golden("segment-v1.json"), SegmentDocument.class);
        assertThat(segment).usingRecursiveComparison().isEqualTo(SEGMENT);
        assertThat(JSON.treeToValue(golden("call-v1.json"), CallDocument.class)).isEqualTo(CALL);
    }

    @Test
    void fieldsOfALaterVersionAreSkipped() throws IOException {
        JsonNode later = ((ObjectNode) golden("call-v1.json")).put("satisfaction", 5);
        assertThat(JSON.treeToValue(later, CallDocument.class)).isEqualTo(CALL);
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream stream = requireNonNull(DocumentGoldenTest.class.getResourceAsStream(name), name)) {
            return JSON.readTree(stream);
        }
    }

    /** Through text, so that numbers compare as they are written. */
    private static JsonNode written(Record document) throws IOException {
        return JSON.readTree(JSON.writeValueAsString(document));
    }
}
