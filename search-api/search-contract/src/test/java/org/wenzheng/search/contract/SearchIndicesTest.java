package org.wenzheng.search.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.search.contract.EmbeddingModels.DifferentModelException;

class SearchIndicesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T12:00:00Z,segments-2026.11,calls-2026.11",
        "2026-12-31T23:59:59.999Z,segments-2026.12,calls-2026.12",
        // Already January in Anlan; the name follows UTC.
        "2026-12-31T16:30:00Z,segments-2026.12,calls-2026.12",
        "2027-01-01T00:00:00Z,segments-2027.01,calls-2027.01",
    })
    void namesFollowTheCallsStartInUtc(Instant startedAt, String segments, String calls) {
        assertThat(SearchIndices.segments(startedAt)).isEqualTo(segments);
        assertThat(SearchIndices.calls(startedAt)).isEqualTo(calls);
    }

    @Test
    void aFinalBeatsEveryInterimAndATombstoneEverything() {
        assertThat(SearchIndices.version(false, Integer.MAX_VALUE)).isLessThan(SearchIndices.version(true, 0));
        assertThat(SearchIndices.version(true, 1)).isGreaterThan(SearchIndices.version(true, 0));
        assertThat(SearchIndices.version(true, Integer.MAX_VALUE)).isLessThan(SearchIndices.TOMBSTONE_VERSION);
        assertThatThrownBy(() -> SearchIndices.version(false, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFieldOfADocumentIsMapped() throws Exception {
        List<IndexTemplate> templates = SearchIndices.templates("bge");
        assertMapped(templates.get(0), SegmentDocument.class);
        assertMapped(templates.get(1), CallDocument.class);
    }

    @Test
    void theVectorFieldHasTheDimensionsOfTheContract() throws Exception {
        JsonNode segments = JSON.readTree(SearchIndices.templates("bge").get(0).json());
        assertThat(segments.at("/template/mappings/properties/vector/dims").intValue())
                .isEqualTo(SearchIndices.DIMENSIONS);
    }

    @Test
    void theEmbeddingModelIsKeptAndAnotherIsRefused() throws Exception {
        JsonNode segments = JSON.readTree(
                SearchIndices.templates("bge-small-zh-v1.5/1").get(0).json());
        String mappings = JSON.writeValueAsString(Map.of(
                "segments-2026.11", Map.of("mappings", segments.at("/template/mappings")),
                "segments-2026.10", Map.of("mappings", Map.of())));
        assertThat(EmbeddingModels.of(mappings)).containsExactly(Map.entry("segments-2026.11", "bge-small-zh-v1.5/1"));
        EmbeddingModels.require("bge-small-zh-v1.5/1", mappings);
        assertThatThrownBy(() -> EmbeddingModels.require("other/2", mappings))
                .isInstanceOf(DifferentModelException.class)
                .hasMessageContaining("segments-2026.11")
                .hasMessageContaining("bge-small-zh-v1.5/1");
    }

    private static void assertMapped(IndexTemplate template, Class<? extends Record> document) throws Exception {
        JsonNode properties = JSON.readTree(template.json()).at("/template/mappings/properties");
        assertThat(Arrays.stream(document.getRecordComponents()).map(SearchIndicesTest::jsonName))
                .allSatisfy(name -> assertThat(properties.has(name)).as(name).isTrue());
    }

    private static String jsonName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }
}
