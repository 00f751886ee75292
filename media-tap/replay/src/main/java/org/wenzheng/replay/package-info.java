/** A recording as a call: its voices and events go to Kafka as if somebody had spoken them. */
@NullMarked
package org.wenzheng.replay;

import org.jspecify.annotations.NullMarked;
