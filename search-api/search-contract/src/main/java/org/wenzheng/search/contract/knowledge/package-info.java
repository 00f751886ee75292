/** What the office knows: service items, one file each, and the base they make up. */
@NullMarked
package org.wenzheng.search.contract.knowledge;

import org.jspecify.annotations.NullMarked;
