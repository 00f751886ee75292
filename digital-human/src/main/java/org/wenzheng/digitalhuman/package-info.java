/** The digital human's process: settings, start and stop. */
@NullMarked
package org.wenzheng.digitalhuman;

import org.jspecify.annotations.NullMarked;
