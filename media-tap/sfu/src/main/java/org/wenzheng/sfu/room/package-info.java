/** Rooms, who is in them, what they publish and to whom it goes. A room lives on one event loop and has no locks. */
@NullMarked
package org.wenzheng.sfu.room;

import org.jspecify.annotations.NullMarked;
