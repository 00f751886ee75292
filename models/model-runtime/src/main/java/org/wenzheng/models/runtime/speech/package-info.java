/** Speech recognition: from 16 kHz samples to timed words. */
@NullMarked
package org.wenzheng.models.runtime.speech;

import org.jspecify.annotations.NullMarked;
