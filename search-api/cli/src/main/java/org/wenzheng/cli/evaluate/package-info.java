/** Scores of what ships, or of a given head, on files that the caller brings. */
@NullMarked
package org.wenzheng.cli.evaluate;

import org.jspecify.annotations.NullMarked;
