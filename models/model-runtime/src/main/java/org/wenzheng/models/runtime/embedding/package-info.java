/** Sentence embeddings. */
@NullMarked
package org.wenzheng.models.runtime.embedding;

import org.jspecify.annotations.NullMarked;
