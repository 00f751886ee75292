@NullMarked
package org.wenzheng.search.app.calls;

import org.jspecify.annotations.NullMarked;
