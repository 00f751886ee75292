/** Scores on files that the caller brings. */
@NullMarked
package org.wenzheng.digitalhuman.evaluate;

import org.jspecify.annotations.NullMarked;
