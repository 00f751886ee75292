@NullMarked
package org.wenzheng.search.contract.knowledge;

import org.jspecify.annotations.NullMarked;
