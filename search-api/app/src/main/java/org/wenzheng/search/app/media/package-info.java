/** Playing recordings: who listens and why, byte ranges of sound, redacted spans muted. */
@NullMarked
package org.wenzheng.search.app.media;

import org.jspecify.annotations.NullMarked;
