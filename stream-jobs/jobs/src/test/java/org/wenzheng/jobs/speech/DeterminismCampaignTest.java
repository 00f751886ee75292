package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.config.SpeechConfig;

/** The campaign itself, on a call of half a minute. */
class DeterminismCampaignTest {

    @Test
    void countsNoDifferenceBetweenRestoredAndUndisturbedRuns() throws Exception {
        SpeechConfig config =
                new SpeechConfig(SegmenterHarness.CONFIG, "none", "zh", List.of(), 2, 1, 4, false, List.of(), 5);
        var result = new DeterminismCampaign(config, new FakeEngines())
                .run(new GeneratedCall(31).talk(30).frames());
        assertThat(result.different()).isZero();
        assertThat(result.finals()).isGreaterThan(2);
        assertThat(result.requests()).isGreaterThan(20);
        assertThat(result.checkpoints()).isBetween(25, 40);
        assertThat(result.json()).startsWith("{\"task\":\"determinism\",").contains("\"different\":0");
    }
}
