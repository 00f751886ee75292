/** Between Kafka and Flink: topics, sources, sinks, and the dead letters of what no job could read. */
@NullMarked
package org.wenzheng.jobs.kafka;

import org.jspecify.annotations.NullMarked;
