package org.wenzheng.sfu.room;

import java.util.LinkedHashMap;
import java.util.Map;
import livekit.LivekitModels.SpeakerInfo;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SpeakersChanged;
import org.wenzheng.rtc.audiolevel.ActiveSpeakers;

/** Tells a room who speaks, when that changes. */
final class Speakers {

    private static final long WINDOW_NANOS = 400_000_000L;

    private final Room room;
    private final ActiveSpeakers<Participant> speakers = new ActiveSpeakers<>(WINDOW_NANOS);
    private Map<String, Float> told = new LinkedHashMap<>(); // by participant sid

    Speakers(Room room) {
        this.room = room;
    }

    void heard(Participant participant, int level, double millis) {
        speakers.of(participant).onPacket(level, millis);
    }

    void remove(Participant participant) {
        speakers.remove(participant);
    }

    void tick(long now) {
        if (!speakers.poll(now)) {
            return;
        }
        Map<String, Float> speaking = new LinkedHashMap<>();
        SpeakersChanged.Builder changed = SpeakersChanged.newBuilder();
        for (ActiveSpeakers.Speaker<Participant> speaker : speakers.speakers()) {
            // Steps of a hundredth, so that nothing is told that nobody sees.
            float level = Math.round(speaker.level() * 100) / 100f;
            String sid = speaker.participant().sid();
            speaking.put(sid, level);
            if (!Float.valueOf(level).equals(told.get(sid))) {
                changed.addSpeakers(
                        SpeakerInfo.newBuilder().setSid(sid).setLevel(level).setActive(true));
            }
        }
        for (String sid : told.keySet()) {
            if (!speaking.containsKey(sid)) {
                changed.addSpeakers(SpeakerInfo.newBuilder().setSid(sid).setActive(false));
            }
        }
        told = speaking;
        if (changed.getSpeakersCount() > 0) {
            SignalResponse message =
                    SignalResponse.newBuilder().setSpeakersChanged(changed).build();
            room.participants().forEach(participant -> participant.send(message));
        }
    }
}
