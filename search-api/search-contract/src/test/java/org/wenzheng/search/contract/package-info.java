@NullMarked
package org.wenzheng.search.contract;

import org.jspecify.annotations.NullMarked;
