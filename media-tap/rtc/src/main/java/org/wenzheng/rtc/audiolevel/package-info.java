/** Reads audio levels (RFC 6464) and tells who speaks. */
@NullMarked
package org.wenzheng.rtc.audiolevel;

import org.jspecify.annotations.NullMarked;
