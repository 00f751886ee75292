/** Voice activity detection. */
@NullMarked
package org.wenzheng.models.runtime.vad;

import org.jspecify.annotations.NullMarked;
