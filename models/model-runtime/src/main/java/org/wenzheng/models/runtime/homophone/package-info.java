/** Writes what was heard in the words most likely meant: a lattice over pinyin, scored by word n-grams. */
@NullMarked
package org.wenzheng.models.runtime.homophone;

import org.jspecify.annotations.NullMarked;
