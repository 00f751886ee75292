/** Streams in and out of one peer connection. Everything happens on the event loop of the connection's room. */
@NullMarked
package org.wenzheng.sfu.media;

import org.jspecify.annotations.NullMarked;
