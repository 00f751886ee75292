/** Who is let into which room: the connection's parameters and token, checked before anything is opened. */
@NullMarked
package org.wenzheng.signalling.admission;

import org.jspecify.annotations.NullMarked;
