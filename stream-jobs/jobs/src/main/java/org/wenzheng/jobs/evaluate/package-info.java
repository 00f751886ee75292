/** Scores of what ships on files that the caller brings. */
@NullMarked
package org.wenzheng.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
