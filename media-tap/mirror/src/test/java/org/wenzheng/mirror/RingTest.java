package org.wenzheng.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wenzheng.media.records.v1.AudioFrame;

class RingTest {

    private static final int WRITERS = 4;
    private static final int EACH = 5_000;

    @Test
    void keepsEachWritersOrderAndLosesNothing() throws Exception {
        Ring ring = new Ring(new MirrorSettings(256, 1 << 20, 0, 1, 0));
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String call = "call-" + writer;
            Thread thread = new Thread(() -> {
                for (int sequence = 0; sequence < EACH; sequence++) {
                    AudioFrame frame = Frames.audio(call, "t", sequence);
                    while (!ring.offer(frame, false, sequence)) {
                        Thread.onSpinWait();
                    }
                }
            });
            writers.add(thread);
            thread.start();
        }
        Map<String, Long> next = new HashMap<>();
        for (int taken = 0; taken < WRITERS * EACH; ) {
            MessageLite record = ring.poll();
            if (record instanceof AudioFrame frame) {
                assertThat(frame.getSequence()).isEqualTo(next.getOrDefault(frame.getCall(), 0L));
                assertThat(ring.timeOfTaken()).isEqualTo(frame.getSequence());
                next.put(frame.getCall(), frame.getSequence() + 1);
                taken++;
            } else {
                Thread.onSpinWait();
            }
        }
        for (Thread thread : writers) {
            thread.join();
        }
        assertThat(ring.poll()).isNull();
        assertThat(ring.size()).isZero();
        assertThat(ring.bytes()).isZero();
    }
}
