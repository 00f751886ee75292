/**
 * Mirrors calls into Kafka: what is consented to, as it was received, without a call ever waiting. The room's loop puts packets
 * into a bounded ring; a thread of the tap puts them into order and gives them to the mirror.
 */
@NullMarked
package org.wenzheng.sfu.tap;

import org.jspecify.annotations.NullMarked;
