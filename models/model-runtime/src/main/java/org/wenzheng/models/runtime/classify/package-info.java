/** Text classification by small trained heads over embeddings and n-grams. */
@NullMarked
package org.wenzheng.models.runtime.classify;

import org.jspecify.annotations.NullMarked;
