/** A real Kafka broker of one node, for machines that have no cluster to point {@code KAFKA_BOOTSTRAP} at. */
@NullMarked
package org.wenzheng.kafka;

import org.jspecify.annotations.NullMarked;
