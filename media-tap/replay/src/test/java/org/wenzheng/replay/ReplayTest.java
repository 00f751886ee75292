package org.wenzheng.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.replay.audio.Listening;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.audio.WavFile;

class ReplayTest {

    private static final Instant AT = Instant.parse("2026-11-12T01:00:00Z");
    private static final long AT_US = AT.getEpochSecond() * 1_000_000;

    @TempDir
    Path folder;

    private Path stereo;
    private final RecordedCall sent = new RecordedCall();

    @BeforeEach
    void record() throws IOException {
        stereo = WavFile.write(folder.resolve("call.wav"), 16_000, 2, 6.01, WavFile.syllables());
    }

    @Test
    void sendsAWholeCallInOrder() throws Exception {
        ReplayResult result =
                new Replay(sent).run(ReplayRequest.of(List.of(stereo)).at(AT), ReplayListener.SILENT);

        assertThat(sent.events())
                .extracting(CallEvent::getEventCase)
                .containsExactly(
                        CallEvent.EventCase.STARTED,
                        CallEvent.EventCase.JOINED,
                        CallEvent.EventCase.TRACK_PUBLISHED,
                        CallEvent.EventCase.JOINED,
                        CallEvent.EventCase.TRACK_PUBLISHED,
                        CallEvent.EventCase.TRANSPORT_QUALITY,
                        CallEvent.EventCase.TRANSPORT_QUALITY,
                        CallEvent.EventCase.TRACK_ENDED,
                        CallEvent.EventCase.TRACK_ENDED,
                        CallEvent.EventCase.LEFT,
                        CallEvent.EventCase.LEFT,
                        CallEvent.EventCase.ENDED);
        CallEvent last = sent.events().get(11);
        assertThat(last).isSameAs(sent.records().get(sent.records().size() - 1));
        assertThat(last.getEnded().getReason()).isEqualTo(EndReason.COMPLETED);
        assertThat(last.getAtUs()).isEqualTo(AT_US + 6_020_000);
        assertThat(sent.events().get(7).getTrackEnded().getLastSequence()).isEqualTo(302);
        assertThat(result).isEqualTo(new ReplayResult(CallId.of(List.of(stereo)), AT, 602, 6.02, List.of()));
    }

    @Test
    void numbersAndTimesThePacketsOfATrack() throws Exception {
        new Replay(sent).run(ReplayRequest.of(List.of(stereo)).at(AT), ReplayListener.SILENT);
        List<AudioFrame> frames = sent.frames("citizen");
        assertThat(frames)
                .extracting(AudioFrame::getSequence)
                .isEqualTo(LongStream.rangeClosed(1, 302).boxed().toList());
        for (int i = 0; i < frames.size(); i++) {
            AudioFrame frame = frames.get(i);
            boolean last = i == frames.size() - 1;
            assertThat(frame.getTimestamp()).isEqualTo(i * 960L);
            assertThat(frame.getCapturedAtUs()).isEqualTo(AT_US + i * 20_000L);
            assertThat(frame.getEndOfTrack()).isEqualTo(last);
            assertThat(frame.getPayload().isEmpty()).isEqualTo(last);
            assertThat(frame.getCallStartedAtUs()).isEqualTo(AT_US);
        }
        AudioFrame first = frames.get(0);
        assertThat(first.getTrack()).isEqualTo("citizen-audio");
        assertThat(first.getRole()).isEqualTo(Role.CITIZEN);
        assertThat(first.getLanguage()).isEqualTo("zh");
        assertThat(first.getConsents()).isEqualTo(CallDetails.ALL_CONSENTS);
        assertThat(sent.frames("staff")).hasSize(302).allMatch(frame -> frame.getRole() == Role.STAFF);
    }

    @Test
    void sendsOpusOfACallsRateThatSoundsLikeTheRecording() throws Exception {
        new Replay(sent).run(ReplayRequest.of(List.of(stereo)).at(AT), ReplayListener.SILENT);
        List<AudioFrame> left = sent.frames("citizen");
        double bytes =
                left.stream().mapToInt(frame -> frame.getPayload().size()).sum();
        assertThat(bytes * 8 / 6.02).isBetween(12_000.0, 30_000.0);
        short[] heard = OpusDecoder.decode(left);
        assertThat(heard.length / 48_000.0).isCloseTo(6.02, within(0.001));
        assertThat(Listening.tone(heard, 300)).isGreaterThan(0.1);
        assertThat(Listening.tone(heard, 500)).isLessThan(0.03);
    }

    @Test
    void sendsTheSameRecordsASecondTime() throws Exception {
        RecordedCall again = new RecordedCall();
        new Replay(sent).run(ReplayRequest.of(List.of(stereo)).at(AT), ReplayListener.SILENT);
        new Replay(again).run(ReplayRequest.of(List.of(stereo)).at(AT), ReplayListener.SILENT);
        assertThat(again.records()).isEqualTo(sent.records());
    }

    @Test
    void carriesWhatTheOperatorStates() throws Exception {
        CallDetails details = new CallDetails(
                "居住证",
                "澄湖区政务服务中心",
                "澄湖区",
                "公安",
                "居住证办理",
                "ko",
                Origin.DEMO,
                Consents.newBuilder().setRecord(true).build(),
                true);
        new Replay(sent).run(ReplayRequest.of(List.of(stereo)).at(AT).withCall(details), ReplayListener.SILENT);
        var started = sent.events().get(0).getStarted();
        assertThat(started.getOffice()).isEqualTo("澄湖区政务服务中心");
        assertThat(started.getMatter()).isEqualTo("居住证办理");
        assertThat(started.getOrigin()).isEqualTo(Origin.DEMO);
        assertThat(started.getSyntheticSpeech()).isTrue();
        assertThat(started.getConsents().getAnalyse()).isFalse();
        assertThat(sent.frames("citizen"))
                .allMatch(frame ->
                        frame.getLanguage().equals("ko") && frame.getConsents().equals(details.consents()));
    }

    @Test
    void takesAFileASpeakerAndEndsEachWhenItsFileEnds() throws Exception {
        Path citizen = WavFile.write(folder.resolve("citizen.wav"), 8000, 1, 1, WavFile.syllables());
        Path staff = WavFile.write(folder.resolve("staff.wav"), 44_100, 1, 2, WavFile.syllables());
        Path relative = WavFile.write(folder.resolve("relative.wav"), 48_000, 2, 1.5, WavFile.syllables());
        ReplayRequest request = ReplayRequest.of(List.of(citizen, staff, relative))
                .withRoles(List.of(Role.CITIZEN, Role.STAFF, Role.STAFF))
                .at(AT);
        ReplayResult result = new Replay(sent).run(request, ReplayListener.SILENT);
        assertThat(sent.frames("citizen")).hasSize(51);
        assertThat(sent.frames("staff")).hasSize(101);
        assertThat(sent.frames("staff-2")).hasSize(76);
        assertThat(result.seconds()).isEqualTo(2);
        assertThat(sent.events().stream().filter(CallEvent::hasTrackEnded).map(event -> event.getTrackEnded()
                        .getParticipant()))
                .containsExactly("citizen", "staff-2", "staff");
    }

    @Test
    void mixesAStereoFileOfOneStatedSpeaker() throws Exception {
        new Replay(sent)
                .run(
                        ReplayRequest.of(List.of(stereo))
                                .withRoles(List.of(Role.GUEST))
                                .at(AT),
                        ReplayListener.SILENT);
        assertThat(sent.frames("guest")).hasSize(302);
        assertThat(sent.frames("staff")).isEmpty();
    }

    @Test
    void pacesByTheClockAndTellsTheTrueTime() throws Exception {
        List<Long> offsets = new ArrayList<>();
        Replay replay = new Replay(sent, clock(offsets, AT.plusNanos(1_234_567)));
        ReplayResult result = replay.run(ReplayRequest.of(List.of(stereo)).atSpeed(1), ReplayListener.SILENT);
        assertThat(result.startedAt()).isEqualTo(AT.plusNanos(1_234_000));
        assertThat(sent.frames("citizen").get(0).getCapturedAtUs()).isEqualTo(AT_US + 1234);
        assertThat(offsets)
                .hasSize(602)
                .startsWith(20_000L, 20_000L, 40_000L, 40_000L)
                .endsWith(6_020_000L);
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<OptionalDouble> totals = new ArrayList<>();
        new Replay(sent).run(ReplayRequest.of(List.of(stereo)), new ReplayListener() {
            @Override
            public void progress(double done, OptionalDouble total) {
                seconds.add(done);
                totals.add(total);
            }
        });
        assertThat(seconds).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 6.02);
        assertThat(totals.get(0).getAsDouble()).isCloseTo(6.01, within(0.001));
    }

    @Test
    void endsACallWhoseFileIsCutOffAndWarns() throws Exception {
        byte[] bytes = Files.readAllBytes(stereo);
        Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(bytes, bytes.length / 2));
        ReplayResult result = new Replay(sent).run(ReplayRequest.of(List.of(cut)), ReplayListener.SILENT);
        assertThat(result.seconds()).isBetween(2.9, 3.1);
        assertThat(result.warnings()).singleElement().asString().contains("cut.wav is cut off");
        assertThat(sent.events().get(sent.events().size() - 1).getEnded().getReason())
                .isEqualTo(EndReason.COMPLETED);
    }

    @Test
    void sendsNothingOfARecordingThatCannotBeRead() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.wav"), "not a recording");
        assertThatThrownBy(() -> new Replay(sent).run(ReplayRequest.of(List.of(stereo, text)), ReplayListener.SILENT))
                .isInstanceOf(UnreadableAudioException.class);
        assertThat(sent.records()).isEmpty();
    }

    @Test
    void endsACallThatIsInterrupted() {
        AtomicInteger puts = new AtomicInteger();
        sent.onPut(record -> {
            if (puts.incrementAndGet() == 100) {
                Thread.currentThread().interrupt();
            }
        });
        Replay replay = new Replay(sent, clock(new ArrayList<>(), AT));
        assertThatThrownBy(() -> replay.run(ReplayRequest.of(List.of(stereo)).atSpeed(1), ReplayListener.SILENT))
                .isInstanceOf(InterruptedException.class);
        assertEndedAsLost();
    }

    @Test
    void endsACallWhateverBreaksItOff() {
        ReplayListener careless = new ReplayListener() {
            @Override
            public void progress(double done, OptionalDouble total) {
                throw new IllegalStateException("a listener's own");
            }
        };
        assertThatThrownBy(() -> new Replay(sent).run(ReplayRequest.of(List.of(stereo)), careless))
                .hasMessage("a listener's own");
        assertEndedAsLost();
    }

    private void assertEndedAsLost() {
        List<CallEvent> events = sent.events();
        assertThat(events.get(events.size() - 1).getEnded().getReason()).isEqualTo(EndReason.LOST);
        assertThat(events.stream().filter(CallEvent::hasTrackEnded)).hasSize(2);
        for (String participant : List.of("citizen", "staff")) {
            List<AudioFrame> frames = sent.frames(participant);
            assertThat(frames.get(frames.size() - 1).getEndOfTrack()).isTrue();
        }
    }

    /** A clock whose pace never waits, only notes what it was asked, and is interrupted as a sleep would be. */
    private static Pace.Clock clock(List<Long> offsets, Instant now) {
        return new Pace.Clock() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public Pace start(OptionalDouble speed) {
                return offset -> {
                    offsets.add(offset);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                };
            }
        };
    }
}
