/** Answers made of the item's own sentences, and the check that nothing else is spoken. */
@NullMarked
package org.wenzheng.digitalhuman.answer;

import org.jspecify.annotations.NullMarked;
