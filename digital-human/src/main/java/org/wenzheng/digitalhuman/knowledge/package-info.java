/** Brings items of other systems in, and says what is wrong in a folder of them. */
@NullMarked
package org.wenzheng.digitalhuman.knowledge;

import org.jspecify.annotations.NullMarked;
