package org.wenzheng.replay.stitch;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.replay.audio.AudioFile;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.audio.Voice;

/** One side of a stitched call: its clips at their times, and silence while the other speaks. */
final class SideVoice implements Voice {

    private final Iterator<Turn> turns;
    private final long frames;
    private @Nullable Turn next;
    private @Nullable AudioFile clip;
    private @Nullable Voice speaking;
    private long at;

    SideVoice(List<Turn> ofSide, long frames) {
        turns = ofSide.iterator();
        this.frames = frames;
        next = turns.hasNext() ? turns.next() : null;
    }

    @Override
    public int read(short[] frame) {
        if (at == frames) {
            return 0;
        }
        if (next != null && at == next.startFrame()) {
            begin(next);
            next = turns.hasNext() ? turns.next() : null;
        }
        at++;
        if (speaking == null || speaking.read(frame) == 0) {
            end();
            Arrays.fill(frame, (short) 0);
        }
        return frame.length;
    }

    private void begin(Turn turn) {
        end();
        try {
            clip = AudioFile.open(turn.clip().file(), true);
            speaking = clip.voices().get(0);
        } catch (UnreadableAudioException e) {
            throw new UncheckedIOException(e); // it could be read when the call was composed
        }
    }

    private void end() {
        if (clip != null) {
            clip.close();
            clip = null;
            speaking = null;
        }
    }
}
