package org.wenzheng.jobs.call;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEnded;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.EndReason;

/**
 * Passes the audio of a call on and adds the end of track wherever its own record did not come: the track or the call
 * ended by an event, or nothing of the call was seen for {@link #LOST_AFTER_MS}. Keyed by call.
 *
 * <p>Works on event time alone: a timer fires only when all audio mirrored before it has passed, so that a track is cut
 * at the same packet whenever the job is run again.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class CallWatch extends KeyedCoProcessFunction<String, AudioFrame, CallEvent, AudioFrame> {
    private static final long serialVersionUID = 1L;

    /** A call without any record for so long is over, milliseconds of event time. */
    public static final long LOST_AFTER_MS = 60_000;

    /** How long an ended call is remembered, so that a straggler does not make it a lost one. */
    private static final long REMEMBERED_MS = 600_000;

    /** Side output: the end of calls that nobody ended. */
    public static final OutputTag<CallEvent> LOST =
            new OutputTag<>("lost-calls", ProtobufType.message(CallEvent.class));

    private transient ValueState<CallTail> call;
    private transient MapState<String, TrackTail> tracks;

    @Override
    public void open(OpenContext context) {
        call = getRuntimeContext().getState(new ValueStateDescriptor<>("call", TypeInformation.of(CallTail.class)));
        tracks = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("tracks", Types.STRING, TypeInformation.of(TrackTail.class)));
    }

    @Override
    public void processElement1(AudioFrame frame, Context context, Collector<AudioFrame> out) throws Exception {
        seen(frame.getCapturedAtUs(), context);
        if (frame.getEndOfTrack()) {
            tracks.remove(frame.getTrack());
        } else {
            TrackTail tail = tracks.get(frame.getTrack());
            if (tail == null || frame.getSequence() > tail.sequence()) {
                tracks.put(
                        frame.getTrack(),
                        new TrackTail(
                                frame.getCallStartedAtUs(),
                                frame.getSequence(),
                                frame.getTimestamp(),
                                tail == null ? CallTail.RUNNING : tail.endedAtMs()));
            }
        }
        out.collect(frame);
    }

    @Override
    public void processElement2(CallEvent event, Context context, Collector<AudioFrame> out) throws Exception {
        CallTail tail = seen(event.getAtUs(), context);
        if (event.hasStarted() && tail.over()) { // the same recording once more
            call.update(CallTail.none().seen(context.timestamp(), event.getAtUs()));
            context.timerService().registerEventTimeTimer(context.timestamp() + LOST_AFTER_MS);
        } else if (event.hasTrackEnded()) {
            String track = event.getTrackEnded().getTrack();
            TrackTail open = tracks.get(track);
            if (open != null) {
                tracks.put(track, open.ended(context.timestamp()));
                context.timerService().registerEventTimeTimer(context.timestamp());
            }
        } else if (event.hasEnded()) {
            call.update(tail.ended(context.timestamp()));
            context.timerService().registerEventTimeTimer(context.timestamp());
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<AudioFrame> out) throws Exception {
        CallTail tail = call.value();
        if (tail == null) {
            return;
        }
        boolean lost = !tail.over() && tail.seenAtMs() + LOST_AFTER_MS <= time;
        boolean over = lost || tail.endedAtMs() <= time;
        closeTracks(over, time, context.getCurrentKey(), out);
        if (lost) {
            context.output(LOST, lost(context.getCurrentKey(), tail.atUs()));
            tail = tail.ended(time);
            call.update(tail);
        }
        if (tail.over()) {
            if (Math.max(tail.seenAtMs(), tail.endedAtMs()) + REMEMBERED_MS <= time) {
                call.clear();
            } else if (time >= tail.endedAtMs()) {
                context.timerService()
                        .registerEventTimeTimer(Math.max(tail.seenAtMs(), tail.endedAtMs()) + REMEMBERED_MS);
            }
        } else {
            context.timerService().registerEventTimeTimer(tail.seenAtMs() + LOST_AFTER_MS);
        }
    }

    private CallTail seen(long atUs, Context context) throws Exception {
        CallTail before = call.value();
        CallTail tail = (before == null ? CallTail.none() : before).seen(context.timestamp(), atUs);
        call.update(tail);
        if (before == null) { // later ones follow from onTimer: one timer a call, not one a packet
            context.timerService().registerEventTimeTimer(tail.seenAtMs() + LOST_AFTER_MS);
        }
        return tail;
    }

    private void closeTracks(boolean all, long time, String callId, Collector<AudioFrame> out) throws Exception {
        List<String> closed = new ArrayList<>();
        for (var entry : tracks.entries()) {
            TrackTail tail = entry.getValue();
            if (all || tail.endedAtMs() <= time) {
                closed.add(entry.getKey());
                out.collect(AudioFrame.newBuilder()
                        .setSchemaVersion(1)
                        .setCall(callId)
                        .setCallStartedAtUs(tail.callStartedAtUs())
                        .setTrack(entry.getKey())
                        .setSequence(tail.sequence() + 1)
                        .setTimestamp(tail.timestamp())
                        .setEndOfTrack(true)
                        .build());
            }
        }
        for (String track : closed) {
            tracks.remove(track);
        }
    }

    private static CallEvent lost(String callId, long atUs) {
        return CallEvent.newBuilder()
                .setSchemaVersion(1)
                .setCall(callId)
                .setAtUs(atUs)
                .setEnded(CallEnded.newBuilder().setReason(EndReason.LOST))
                .build();
    }
}
