/** What a conversation costs in time, measured from the sound at the room by a synthetic citizen. */
@NullMarked
package org.wenzheng.digitalhuman.bench;

import org.jspecify.annotations.NullMarked;
