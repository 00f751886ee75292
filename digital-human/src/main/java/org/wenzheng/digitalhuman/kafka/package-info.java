/** Topics as this process reads and writes them: from now or from their beginning, and through any time that Kafka is away. */
@NullMarked
package org.wenzheng.digitalhuman.kafka;

import org.jspecify.annotations.NullMarked;
