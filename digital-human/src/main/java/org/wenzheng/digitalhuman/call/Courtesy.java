package org.wenzheng.digitalhuman.call;

import org.wenzheng.digitalhuman.dialogue.Conversation;
import org.wenzheng.digitalhuman.hearing.CitizenEar;
import org.wenzheng.digitalhuman.voice.SpeechOutput;

/**
 * Makes way for a citizen who speaks up: softer at the first sound, silent after a quarter of a second, gone for good once they mean it,
 * by length or by words. After a murmur, 嗯 or 好的, it goes on where it was. Not thread-safe.
 */
final class Courtesy {

    private static final int HOLD_MS = 250;
    /** Nobody murmurs for so long. */
    private static final int MEANT_MS = 1_000;
    /** Silence after which what was said was a murmur, whether its words came or not. */
    private static final int RESUME_MS = 650;
    /** But no longer than so, where words came that look meant and never became a turn. */
    private static final int FORGET_MS = 3_000;

    private final CitizenEar ear;
    private final Speaker speaker;
    private final SpeechOutput output;
    private boolean meant;
    /** For how long the voice had lasted when the answer began: the end of the question does not interrupt its answer. */
    private int before;

    Courtesy(CitizenEar ear, Speaker speaker, SpeechOutput output) {
        this.ear = ear;
        this.speaker = speaker;
        this.output = output;
    }

    /** To be asked after each 10 ms of the citizen's track. */
    void heard(long now) {
        before = ear.speaking() ? before : 0;
        int lasted = ear.lastedMs() - before;
        if (!speaker.speaking()) {
            meant = false;
            before = ear.lastedMs();
        } else if (lasted >= MEANT_MS) {
            speaker.stop();
        } else if (lasted >= HOLD_MS) {
            output.hold();
        } else if (output.held()) {
            if (!ear.speaking() && ear.quietMs(now) >= (meant ? FORGET_MS : RESUME_MS)) {
                output.resume();
                meant = false;
            }
        } else if (lasted > 0) {
            output.duck();
        } else {
            output.unduck();
        }
    }

    /** What the citizen says, as far as it is recognised. */
    void words(String text) {
        if (output.held() && !text.isBlank()) {
            if (Conversation.murmur(text)) {
                output.resume();
            } else {
                meant = true;
            }
        }
    }
}
