/** Two-sided calls composed of single recorded sentences, of which it is known exactly who says what and when. */
@NullMarked
package org.wenzheng.replay.stitch;

import org.jspecify.annotations.NullMarked;
