/** Opus packets (RFC 6716) into 16 kHz samples and back, through libopus. */
@NullMarked
package org.wenzheng.jobs.opus;

import org.jspecify.annotations.NullMarked;
