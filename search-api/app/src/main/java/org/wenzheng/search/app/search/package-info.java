/** Search by words, phrase and meaning, fused; facets count calls. */
@NullMarked
package org.wenzheng.search.app.search;

import org.jspecify.annotations.NullMarked;
