/** What the office knows: service items, one file each, and the base they make up. */
@NullMarked
package org.wenzheng.digitalhuman.knowledge;

import org.jspecify.annotations.NullMarked;
