/** One call: joins its room, listens, answers, hands over; and the leases by which calls come. */
@NullMarked
package org.wenzheng.digitalhuman.call;

import org.jspecify.annotations.NullMarked;
