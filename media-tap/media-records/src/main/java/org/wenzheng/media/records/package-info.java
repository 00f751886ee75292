/** Names of the topics of mirrored calls; their records are generated from {@code media.proto}. */
@NullMarked
package org.wenzheng.media.records;

import org.jspecify.annotations.NullMarked;
