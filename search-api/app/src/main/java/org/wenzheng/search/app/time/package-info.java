/** Days and instants of requests, by the offices' clock. */
@NullMarked
package org.wenzheng.search.app.time;

import org.jspecify.annotations.NullMarked;
