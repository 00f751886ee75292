package org.wenzheng.replay.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.replay.audio.Listening;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.audio.Voice;
import org.wenzheng.replay.audio.WavFile;

class StitchedCallTest {

    @TempDir
    Path folder;

    private final List<Clip> clips = new ArrayList<>();

    @BeforeEach
    void record() throws IOException {
        double[] seconds = {1.5, 2.013, 0.7, 3, 1, 2.5};
        for (int i = 0; i < seconds.length; i++) {
            String name = "clip-" + i + ".wav";
            Path file = WavFile.write(
                    folder.resolve(name), 16_000, 1, seconds[i], (channel, t) -> 0.3 * Math.sin(2 * Math.PI * 400 * t));
            clips.add(new Clip(file, name, "第" + i + "句"));
        }
    }

    @Test
    void usesEachClipOnceUnlessMoreIsAskedFor() throws Exception {
        List<StitchedCall> calls = StitchedCall.compose(clips, 0, 10);
        assertThat(calls.stream().flatMap(call -> call.turns().stream()).map(Turn::clip))
                .containsExactlyElementsOf(clips);
        assertThat(calls).hasSizeGreaterThan(1).allMatch(call -> call.frames() <= 500);
        assertThat(StitchedCall.compose(clips, 5, 10)).hasSize(5).startsWith(calls.get(0));
    }

    @Test
    void letsTheSidesTakeTurnsWithPauses() throws Exception {
        StitchedCall call = StitchedCall.compose(clips, 1, 60).get(0);
        assertThat(call.frames()).isBetween(2700L, 3000L);
        long end = 0;
        HashSet<Long> pauses = new HashSet<>();
        for (int i = 0; i < call.turns().size(); i++) {
            Turn turn = call.turns().get(i);
            assertThat(turn.side()).isEqualTo(i % 2);
            assertThat(turn.startMs() - end).isBetween(400L, 1220L);
            pauses.add((turn.startMs() - end) / 20);
            end = turn.endMs();
        }
        assertThat(pauses).hasSizeGreaterThan(10);
        assertThat(StitchedCall.compose(clips, 1, 60).get(0)).isEqualTo(call);
    }

    @Test
    void speaksEachClipWhereItSaysAndIsSilentElsewhere() throws Exception {
        StitchedCall call = StitchedCall.compose(clips, 1, 20).get(0);
        List<short[]> heard = call.voices().stream().map(Listening::all).toList();
        for (int side = 0; side < 2; side++) {
            short[] samples = heard.get(side);
            assertThat(samples).hasSize((int) call.frames() * Voice.FRAME_SAMPLES);
            boolean[] speech = new boolean[samples.length];
            for (Turn turn : call.turns()) {
                if (turn.side() == side) {
                    int from = (int) turn.startFrame() * Voice.FRAME_SAMPLES;
                    int to = from + (int) turn.samples();
                    Arrays.fill(speech, from, to, true);
                    assertThat(Listening.tone(Arrays.copyOfRange(samples, from, to), 400))
                            .isGreaterThan(0.28);
                }
            }
            for (int i = 0; i < samples.length; i++) {
                if (!speech[i] && samples[i] != 0) {
                    throw new AssertionError("side " + side + " sounds at sample " + i);
                }
            }
        }
    }

    @Test
    void writesWhoSaysWhatWhen() throws Exception {
        Path reference = folder.resolve("reference.tsv");
        StitchedCall call = StitchedCall.compose(clips, 1, 8).get(0);
        call.appendReference(reference, "A");
        call.appendReference(reference, "B");
        List<String> lines = Files.readAllLines(reference);
        assertThat(lines.get(0)).isEqualTo("call\trole\tstart_ms\tend_ms\tfile\ttranscript");
        assertThat(lines).hasSize(1 + 2 * call.turns().size());
        Turn second = call.turns().get(1);
        assertThat(second.endMs() - second.startMs()).isBetween(2012L, 2014L);
        assertThat(lines.get(2))
                .isEqualTo("A\tstaff\t" + second.startMs() + "\t" + second.endMs() + "\tclip-1.wav\t第1句");
    }

    @Test
    void refusesAClipThatCannotBeRead() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.wav"), "no recording");
        assertThatThrownBy(() -> StitchedCall.compose(List.of(new Clip(text, "notes.wav", "")), 1, 10))
                .isInstanceOf(UnreadableAudioException.class);
    }
}
