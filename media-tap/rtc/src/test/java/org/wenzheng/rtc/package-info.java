/** What the tests of several mechanisms use. */
@NullMarked
package org.wenzheng.rtc;

import org.jspecify.annotations.NullMarked;
