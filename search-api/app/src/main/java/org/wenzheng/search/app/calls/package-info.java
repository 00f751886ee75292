/** Calls and their segments as they stand in the index. */
@NullMarked
package org.wenzheng.search.app.calls;

import org.jspecify.annotations.NullMarked;
