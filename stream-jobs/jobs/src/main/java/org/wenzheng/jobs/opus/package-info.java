/** Opus packets (RFC 6716) into 16 kHz samples and back: decoded by Concentus, encoded by libopus. */
@NullMarked
package org.wenzheng.jobs.opus;

import org.jspecify.annotations.NullMarked;
