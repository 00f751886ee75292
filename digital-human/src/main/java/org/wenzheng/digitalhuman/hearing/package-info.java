/** What the citizen says: words from the speech job, when a turn ends, when somebody speaks up. */
@NullMarked
package org.wenzheng.digitalhuman.hearing;

import org.jspecify.annotations.NullMarked;
