package org.wenzheng.jobs.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.ModelException;

class MeaningBatchesTest {

    @Test
    void textsThatWaitGoTogetherAndAnswersStayTheirs() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> sizes = new ArrayList<>();
        Meaning meaning = texts -> {
            sizes.add(texts.size());
            busy.countDown();
            await(go);
            return texts.stream().map(MeaningBatchesTest::answer).toList();
        };
        try (MeaningBatches batches = new MeaningBatches(meaning, "test")) {
            CompletableFuture<Analysis> first = batches.submit("1");
            await(busy);
            List<CompletableFuture<Analysis>> rest = new ArrayList<>();
            for (int i = 2; i <= 9; i++) {
                rest.add(batches.submit("" + i));
            }
            go.countDown();
            assertThat(first.get(10, TimeUnit.SECONDS).urgency()).isEqualTo(1);
            for (int i = 0; i < rest.size(); i++) {
                assertThat(rest.get(i).get(10, TimeUnit.SECONDS).urgency()).isEqualTo(i + 2);
            }
            assertThat(sizes).containsExactly(1, 8);
        }
    }

    @Test
    void aTransientFailureIsTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Meaning meaning = texts -> {
            if (attempts.incrementAndGet() < 3) {
                throw new ModelException.Transient("out of memory", null);
            }
            return texts.stream().map(MeaningBatchesTest::answer).toList();
        };
        try (MeaningBatches batches = new MeaningBatches(meaning, "test")) {
            assertThat(batches.submit("7").get(10, TimeUnit.SECONDS).urgency()).isEqualTo(7);
        }
    }

    @Test
    void oneTextThatCannotBeReadDoesNotSpoilTheOthers() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        Meaning meaning = texts -> {
            await(queued);
            if (texts.contains("bad")) {
                throw new ModelException.Permanent("no", null);
            }
            return texts.stream().map(MeaningBatchesTest::answer).toList();
        };
        try (MeaningBatches batches = new MeaningBatches(meaning, "test")) {
            batches.submit("0");
            CompletableFuture<Analysis> bad = batches.submit("bad");
            CompletableFuture<Analysis> good = batches.submit("5");
            queued.countDown();
            assertThat(bad.get(10, TimeUnit.SECONDS).sentiment()).isEqualTo("unsure");
            assertThat(good.get(10, TimeUnit.SECONDS).urgency()).isEqualTo(5);
        }
    }

    private static Analysis answer(String text) {
        return new Analysis("neutral", 1, List.of(), Integer.parseInt(text), List.of(), new float[] {1});
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
