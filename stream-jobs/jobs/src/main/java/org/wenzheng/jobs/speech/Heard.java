package org.wenzheng.jobs.speech;

import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * What an engine made of a request.
 *
 * @param engine name and version
 * @param language BCP 47 tag that it was asked for
 */
record Heard(SpeechRequest request, Transcript transcript, String engine, String language) {

    TranscriptSegment segment() {
        return Transcripts.segment(request, transcript, engine, language);
    }

    /** The same words for a request of the same speech. */
    Heard as(SpeechRequest other) {
        return new Heard(other, transcript, engine, language);
    }
}
