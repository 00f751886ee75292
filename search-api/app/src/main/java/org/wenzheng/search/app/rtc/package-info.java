/** The room protocol through this server, so that page, REST and signalling share one origin. */
@NullMarked
package org.wenzheng.search.app.rtc;

import org.jspecify.annotations.NullMarked;
