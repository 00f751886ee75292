/** Speech synthesis with phoneme times. */
@NullMarked
package org.wenzheng.models.runtime.synthesis;

import org.jspecify.annotations.NullMarked;
