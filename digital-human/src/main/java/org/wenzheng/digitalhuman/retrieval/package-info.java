/** From a question to the item that it is about, with a probability that this is right. */
@NullMarked
package org.wenzheng.digitalhuman.retrieval;

import org.jspecify.annotations.NullMarked;
