/** Keys of recordings: one a call, wrapped by a master key outside the data folder. */
@NullMarked
package org.wenzheng.search.app.recordingkey;

import org.jspecify.annotations.NullMarked;
