/** What concerns a whole call: which of its tracks are open, and that it is over although nobody said so. */
@NullMarked
package org.wenzheng.jobs.call;

import org.jspecify.annotations.NullMarked;
