/** Names of the topics that the jobs write; their records are generated from {@code stream.proto}. */
@NullMarked
package org.wenzheng.stream.records;

import org.jspecify.annotations.NullMarked;
