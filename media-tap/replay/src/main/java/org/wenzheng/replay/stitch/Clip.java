package org.wenzheng.replay.stitch;

import java.nio.file.Path;

/**
 * A recorded sentence and its words.
 *
 * @param file any recording that a replay can read; a stereo one is mixed
 * @param name how the manifest names the file
 * @param transcript what is said in it, as the manifest has it
 */
public record Clip(Path file, String name, String transcript) {}
