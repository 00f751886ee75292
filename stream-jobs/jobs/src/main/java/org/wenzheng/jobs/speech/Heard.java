package org.wenzheng.jobs.speech;

import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.SecondLook;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * What an engine made of a request.
 *
 * @param engine name and version
 * @param language BCP 47 tag that it was asked for
 * @param secondLook gives the words that are to take their place; null where there is nothing to doubt
 */
record Heard(
        SpeechRequest request, Transcript transcript, String engine, String language, @Nullable SecondLook secondLook) {

    /** Words that nothing will replace. */
    Heard(SpeechRequest request, Transcript transcript, String engine, String language) {
        this(request, transcript, engine, language, null);
    }

    TranscriptSegment segment() {
        return Transcripts.segment(request, transcript, engine, language);
    }

    /** Whether somebody may read them before the second look was taken. */
    boolean worthShowing() {
        return secondLook == null || !transcript.unheard();
    }

    /** The words of a second look at the same speech; they count as newer. */
    Heard insteadOf(Transcript better) {
        return new Heard(request.revised(), better, engine, language);
    }

    /** The same words for a request of the same speech. */
    Heard as(SpeechRequest other) {
        return new Heard(other, transcript, engine, language, secondLook);
    }
}
