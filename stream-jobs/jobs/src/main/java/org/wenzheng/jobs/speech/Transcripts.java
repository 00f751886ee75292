package org.wenzheng.jobs.speech;

import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.stream.records.v1.TranscriptSegment;
import org.wenzheng.stream.records.v1.Word;

/** What an engine gave, placed in its call. */
final class Transcripts {
    private static final int VERSION = 1;

    private Transcripts() {}

    /**
     * A record of {@code speech.transcripts}.
     *
     * @param engine name and version of what recognised it
     * @param language BCP 47 tag that it was asked for
     */
    static TranscriptSegment segment(SpeechRequest request, Transcript transcript, String engine, String language) {
        TranscriptSegment.Builder segment = TranscriptSegment.newBuilder()
                .setSchemaVersion(VERSION)
                .setCall(request.call())
                .setCallStartedAtUs(request.callStartedAtUs())
                .setParticipant(request.participant())
                .setRole(request.role())
                .setTrack(request.track())
                .setFirstSequence(request.firstSequence())
                .setLastSequence(request.lastSequence())
                .setSegment(request.segment())
                .setRevision(request.revision())
                .setKind(request.kind())
                .setStartMs(request.startMs())
                .setEndMs(request.endMs())
                .setText(transcript.text())
                .setConfidence(transcript.confidence())
                .setUnheard(transcript.unheard())
                .setEngine(engine)
                .setLanguage(language)
                .setRecord(request.record())
                .setAnalyse(request.analyse())
                .setLastCapturedAtUs(request.lastCapturedAtUs());
        for (Transcript.TimedWord word : transcript.words()) {
            segment.addWords(Word.newBuilder()
                    .setText(word.text())
                    .setStartMs(milliseconds(request, word.startSeconds()))
                    .setEndMs(milliseconds(request, word.endSeconds()))
                    .setConfidence(word.confidence())
                    .setStartChar(word.startChar())
                    .setEndChar(word.endChar()));
        }
        return segment.build();
    }

    private static int milliseconds(SpeechRequest request, float seconds) {
        return (int) Math.max(0, request.pcmStartUs() / 1000 + Math.round(seconds * 1000.0));
    }
}
