package org.wenzheng.replay;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;

/** Keeps what a replay sends, in its order. */
final class RecordedCall implements CallSink {

    private final List<Message> records = new ArrayList<>();
    private Consumer<Message> onPut = record -> {};

    /** Is called with each record that is put, before it is kept. */
    void onPut(Consumer<Message> action) {
        onPut = action;
    }

    List<Message> records() {
        return records;
    }

    List<AudioFrame> frames(String participant) {
        return records.stream()
                .filter(AudioFrame.class::isInstance)
                .map(AudioFrame.class::cast)
                .filter(frame -> frame.getParticipant().equals(participant))
                .toList();
    }

    List<CallEvent> events() {
        return records.stream()
                .filter(CallEvent.class::isInstance)
                .map(CallEvent.class::cast)
                .toList();
    }

    @Override
    public void put(AudioFrame frame) {
        onPut.accept(frame);
        records.add(frame);
    }

    @Override
    public void put(CallEvent event) {
        onPut.accept(event);
        records.add(event);
    }

    @Override
    public boolean offer(AudioFrame frame) {
        return records.add(frame);
    }

    @Override
    public boolean offer(CallEvent event) {
        return records.add(event);
    }

    @Override
    public boolean flush(Duration patience) {
        return true;
    }

    @Override
    public long waiting() {
        return 0;
    }
}
