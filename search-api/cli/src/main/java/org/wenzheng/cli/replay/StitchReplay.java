package org.wenzheng.cli.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wenzheng.cli.Failure;
import org.wenzheng.replay.ReplayOptions;
import org.wenzheng.replay.ReplayResult;
import org.wenzheng.replay.stitch.Clip;
import org.wenzheng.replay.stitch.InvalidManifestException;
import org.wenzheng.replay.stitch.StitchManifest;
import org.wenzheng.replay.stitch.StitchedCall;

/** Replays calls that are composed of single clips, so that it is known exactly who says what and when. */
final class StitchReplay {

    private StitchReplay() {}

    /**
     * One call after another.
     *
     * @throws Failure with what to do, when the manifest, a clip or the broker does not allow it
     */
    static List<ReplayResult> run(Replayer replayer, StitchOptions options, ReplayOptions each)
            throws InterruptedException {
        List<StitchedCall> calls = compose(options, each.call().language());
        List<ReplayResult> results = new ArrayList<>();
        for (StitchedCall call : calls) {
            String name = "call " + (results.size() + 1) + " of " + calls.size();
            ReplayResult result = replayer.run(call, each, new Replayer.ProgressLine(name));
            System.err.println();
            results.add(result);
            if (options.reference != null) {
                try {
                    call.appendReference(options.reference, result.call());
                } catch (IOException e) {
                    throw Failure.failed("The reference cannot be written: " + e.getMessage());
                }
            }
        }
        return results;
    }

    private static List<StitchedCall> compose(StitchOptions options, String language) {
        if (options.calls < 0 || options.seconds < 1) {
            throw Failure.usage("--calls is 0 or more, --seconds 1 or more.");
        }
        try {
            List<Clip> clips =
                    StitchManifest.read(options.file(), Optional.ofNullable(options.root), Optional.of(language));
            return StitchedCall.compose(clips, options.calls, options.seconds);
        } catch (InvalidManifestException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Failure.failed("A clip cannot be read: " + e.getMessage());
        }
    }
}
