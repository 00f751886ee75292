/** Estimates from feedback what a path can carry (draft-ietf-rmcat-gcc-02). */
@NullMarked
package org.wenzheng.rtc.gcc;

import org.jspecify.annotations.NullMarked;
