package org.wenzheng.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.replay.audio.Listening;
import org.wenzheng.replay.audio.WavFile;
import org.wenzheng.replay.stitch.Clip;
import org.wenzheng.replay.stitch.StitchManifest;
import org.wenzheng.replay.stitch.StitchedCall;
import org.wenzheng.replay.stitch.Turn;

class StitchReplayTest {

    private static final ReplayOptions OPTIONS = new ReplayOptions(
            Optional.of(Instant.parse("2026-11-12T01:00:00Z")), OptionalDouble.empty(), CallDetails.titled("stitched"));

    @TempDir
    Path folder;

    @Test
    void replaysAStitchedCallAsTwoSpeakers() throws Exception {
        Path file = WavFile.write(folder.resolve("a.wav"), 16_000, 1, 1.2, WavFile.syllables());
        StitchedCall call = StitchedCall.compose(List.of(new Clip(file, "a.wav", "你好")), 1, 12)
                .get(0);
        RecordedCall sent = new RecordedCall();
        RecordedCall again = new RecordedCall();
        ReplayResult result = new Replay(sent).run(call, OPTIONS, ReplayListener.SILENT);
        assertThat(new Replay(again).run(call, OPTIONS, ReplayListener.SILENT)).isEqualTo(result);
        assertThat(again.records()).isEqualTo(sent.records());
        assertThat(sent.frames("citizen")).hasSize((int) call.frames() + 1);
        assertThat(result.frames()).isEqualTo(2 * call.frames());
        StitchedCall longer = StitchedCall.compose(List.of(new Clip(file, "a.wav", "你好")), 1, 20)
                .get(0);
        assertThat(new Replay(again).run(longer, OPTIONS, ReplayListener.SILENT).call())
                .isNotEqualTo(result.call());
    }

    @Test
    @Tag("slow")
    void makesCallsOfRealPeoplesSentences() throws Exception {
        Path data = Path.of(System.getProperty("wenzheng.data", ""));
        Path manifest = data.resolve("audio/manifest.tsv");
        assumeTrue(Files.exists(manifest), "skipped: no recordings at " + manifest + "; set -Dwenzheng.data");
        List<Clip> clips = StitchManifest.read(manifest, Optional.of(data), Optional.of("zh"));
        List<StitchedCall> calls = StitchedCall.compose(clips, 0, StitchedCall.SECONDS);
        assertThat(calls).isNotEmpty().allMatch(call -> call.frames() <= 50 * StitchedCall.SECONDS);
        RecordedCall sent = new RecordedCall();
        StitchedCall call = calls.get(0);
        new Replay(sent).run(call, OPTIONS, ReplayListener.SILENT);
        for (Turn turn : call.turns()) {
            List<AudioFrame> frames = sent.frames(turn.side() == 0 ? "citizen" : "staff");
            short[] heard = OpusDecoder.decode(frames.subList((int) turn.startFrame(), (int) (turn.endMs() / 20)));
            assertThat(Listening.loudness(heard)).as(turn.clip().name()).isGreaterThan(0.003);
        }
    }
}
