package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.stream.records.v1.Revision;

@SuppressWarnings("try") // harnesses may be interrupted while they close
class SegmenterTest {

    private static List<SpeechRequest> run(List<AudioFrame> frames) throws Exception {
        try (SegmenterHarness harness = new SegmenterHarness(null)) {
            harness.feed(frames);
            assertThat(harness.keyedStateEntries()).isZero();
            return harness.taken();
        }
    }

    private static List<SpeechRequest> finals(List<SpeechRequest> requests) {
        return requests.stream().filter(SpeechRequest::isFinal).toList();
    }

    @Test
    void findsOneSegmentWithItsBounds() throws Exception {
        List<SpeechRequest> requests =
                run(new GeneratedCall(1).silence(1000).voice(2000).silence(1000).frames());
        SpeechRequest segment = finals(requests).get(0);
        assertThat(finals(requests)).hasSize(1);
        assertThat(segment.startMs()).isBetween(1900, 2100); // the track begins one second into the call
        assertThat(segment.endMs()).isBetween(3900, 4150);
        assertThat(segment.segment())
                .isEqualTo(GeneratedCall.CALL + ":" + GeneratedCall.TRACK + ":" + segment.firstSequence());
        assertThat(segment.firstSequence()).isBetween(70_035L, 70_050L);
        assertThat(segment.lastSequence()).isBetween(70_145L, 70_160L);
        assertThat(segment.pcm().length / 16).isBetween(2200, 2500);
        assertThat(segment.analyse()).isTrue();
    }

    @Test
    void asksForInterimsWhileSpeechGoesOnAndOnceAtAPause() throws Exception {
        List<SpeechRequest> requests = run(new GeneratedCall(2)
                .silence(400)
                .voice(2000)
                .silence(250)
                .voice(1000)
                .silence(900)
                .frames());
        assertThat(requests).extracting(SpeechRequest::kind).startsWith(Revision.INTERIM, Revision.INTERIM);
        assertThat(requests).extracting(SpeechRequest::revision).isSorted().doesNotHaveDuplicates();
        assertThat(requests.stream().filter(request -> request.kind() == Revision.PAUSE))
                .hasSize(2);
        assertThat(finals(requests)).hasSize(1);
        assertThat(requests)
                .extracting(SpeechRequest::firstSequence)
                .containsOnly(finals(requests).get(0).firstSequence());
    }

    @Test
    void hearsAtTheEndWhatItHeardAtTheLastPause() throws Exception {
        List<SpeechRequest> requests =
                run(new GeneratedCall(3).silence(400).voice(1500).silence(900).frames());
        SpeechRequest last = requests.get(requests.size() - 1);
        SpeechRequest pause = requests.get(requests.size() - 2);
        assertThat(pause.kind()).isEqualTo(Revision.PAUSE);
        assertThat(last.sameSpeech(pause)).isTrue();
        assertThat(last.pcm()).isEqualTo(pause.pcm());
    }

    @Test
    void cutsLongSpeechWithoutLosingOrDoublingAudio() throws Exception {
        List<SpeechRequest> finals = finals(
                run(new GeneratedCall(4).silence(400).voice(40_000).silence(900).frames()));
        assertThat(finals).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 1; i < finals.size(); i++) {
            assertThat(finals.get(i).firstSequence())
                    .isEqualTo(finals.get(i - 1).lastSequence() + 1);
            assertThat(finals.get(i - 1).pcm().length).isLessThanOrEqualTo(15_100 * 16);
        }
        int samples = finals.stream().mapToInt(request -> request.pcm().length).sum();
        assertThat(samples / 16).isBetween(40_000, 40_600);
    }

    @Test
    void dropsWhatIsTooShortToBeSpeech() throws Exception {
        assertThat(run(new GeneratedCall(5).silence(500).voice(40).silence(1000).frames()))
                .isEmpty();
    }

    @Test
    void keepsLittleStateThroughALongSilence() throws Exception {
        try (SegmenterHarness harness = new SegmenterHarness(null)) {
            int frames = 0;
            for (AudioFrame frame : new GeneratedCall(6).silence(24_000).frames()) {
                if (++frames % 240 == 0) {
                    assertThat(harness.snapshot(frames).getStateSize()).isLessThan(100_000);
                }
                harness.feed(frame);
            }
            assertThat(harness.taken()).isEmpty();
        }
    }

    /** State stays what it is after ten seconds, and with it the work a packet makes. */
    @Test
    @Tag("slow")
    void keepsLittleStateThroughASilentHour() throws Exception {
        List<AudioFrame> tenSeconds = new GeneratedCall(6).silence(10_000).frames();
        try (SegmenterHarness harness = new SegmenterHarness(null)) {
            for (int packet = 0; packet < 60 * 60 * 50; packet++) {
                if (packet % 7_000 == 6_999) {
                    assertThat(harness.snapshot(packet).getStateSize()).isLessThan(100_000);
                }
                AudioFrame frame = tenSeconds.get(packet % 500);
                harness.feed(frame.toBuilder()
                        .setSequence(70_000L + packet)
                        .setTimestamp(9_000_000_000L + 960L * packet)
                        .setCapturedAtUs(GeneratedCall.STARTED_US + 20_000L * packet)
                        .build());
            }
            assertThat(harness.taken()).isEmpty();
        }
    }

    @Test
    void endsASegmentWhereTheTrackEnds() throws Exception {
        List<SpeechRequest> requests =
                run(new GeneratedCall(7).silence(300).voice(1000).frames());
        assertThat(finals(requests)).hasSize(1);
        assertThat(finals(requests).get(0).endMs()).isBetween(2250, 2350);
    }

    @Test
    void endsASegmentAtAHoleOfItsOwnLength() throws Exception {
        List<AudioFrame> frames =
                new ArrayList<>(new GeneratedCall(8).silence(300).voice(3000).frames());
        List<AudioFrame> holed = new ArrayList<>(frames.subList(0, 70));
        holed.addAll(frames.subList(110, frames.size())); // 800 ms of packets never came
        List<SpeechRequest> finals = finals(run(holed));
        assertThat(finals).hasSize(2);
        assertThat(finals.get(0).lastSequence()).isBetween(70_068L, 70_069L);
        assertThat(finals.get(1).firstSequence()).isEqualTo(70_110);
    }

    @Test
    void fillsShortHolesTheSameWayEachTime() throws Exception {
        List<AudioFrame> frames = new ArrayList<>(
                new GeneratedCall(9).silence(300).voice(3000).silence(900).frames());
        frames.removeIf(frame -> frame.getSequence() % 13 == 5 || frame.getSequence() % 29 == 6);
        List<SpeechRequest> once = run(frames);
        List<SpeechRequest> again = run(frames);
        assertThat(finals(once)).hasSize(1);
        assertThat(finals(once).get(0).pcm()).isEqualTo(finals(again).get(0).pcm());
        assertThat(finals(once).get(0).pcm().length / 16).isBetween(3200, 3500);
    }

    @Test
    void ignoresWhatItHasSeen() throws Exception {
        List<AudioFrame> frames =
                new GeneratedCall(10).silence(300).voice(2000).silence(300).frames();
        List<AudioFrame> doubled = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            doubled.add(frames.get(i));
            if (i > 20 && i < frames.size() - 1) {
                doubled.addAll(frames.subList(i - 20, i));
            }
        }
        assertThat(finals(run(doubled)).get(0).pcm())
                .isEqualTo(finals(run(frames)).get(0).pcm());
    }

    @Test
    void hearsNothingWithoutConsent() throws Exception {
        List<AudioFrame> frames = new GeneratedCall(11)
                .silence(300).voice(2000).silence(900).frames().stream()
                        .map(frame -> frame.toBuilder()
                                .setConsents(Consents.newBuilder().setRecord(true))
                                .build())
                        .toList();
        assertThat(run(frames)).isEmpty();
    }

    @Test
    void stopsAtThePacketWhereConsentIsWithdrawn() throws Exception {
        List<AudioFrame> frames = new GeneratedCall(12)
                .silence(300).voice(4000).silence(900).frames().stream()
                        .map(frame -> frame.getSequence() < 70_100
                                ? frame
                                : frame.toBuilder().clearConsents().build())
                        .toList();
        List<SpeechRequest> requests = run(frames);
        assertThat(finals(requests)).hasSize(1);
        assertThat(finals(requests).get(0).lastSequence()).isEqualTo(70_099);
    }

    @Test
    void beginsAnotherSegmentWhereConsentToAnalyseChanges() throws Exception {
        List<AudioFrame> frames = new GeneratedCall(13)
                .silence(300).voice(4000).silence(900).frames().stream()
                        .map(frame -> frame.getSequence() < 70_100
                                ? frame
                                : frame.toBuilder()
                                        .setConsents(Consents.newBuilder().setAnswer(true))
                                        .build())
                        .toList();
        List<SpeechRequest> finals = finals(run(frames));
        assertThat(finals).extracting(SpeechRequest::analyse).containsExactly(true, false);
        assertThat(finals.get(1).firstSequence()).isEqualTo(70_100);
    }

    @Test
    void leavesTheDigitalHumanToItself() throws Exception {
        List<AudioFrame> frames = new GeneratedCall(14)
                .voice(2000).silence(900).frames().stream()
                        .map(frame ->
                                frame.toBuilder().setRole(Role.DIGITAL_HUMAN).build())
                        .toList();
        assertThat(run(frames)).isEmpty();
    }
}
