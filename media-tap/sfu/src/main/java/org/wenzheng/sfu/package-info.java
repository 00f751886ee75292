/** The SFU's process: settings, start and stop. */
@NullMarked
package org.wenzheng.sfu;

import org.jspecify.annotations.NullMarked;
