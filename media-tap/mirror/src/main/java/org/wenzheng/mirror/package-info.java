/**
 * Copies what passes through a call to Kafka without ever holding the call up: a bounded ring that the packet path writes
 * into, and one thread that empties it into a producer.
 */
@NullMarked
package org.wenzheng.mirror;

import org.jspecify.annotations.NullMarked;
