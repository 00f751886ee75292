/** From a file of almost any kind to 20 ms of a voice at a time, and from those to Opus payloads; FFmpeg does the work. */
@NullMarked
package org.wenzheng.replay.audio;

import org.jspecify.annotations.NullMarked;
