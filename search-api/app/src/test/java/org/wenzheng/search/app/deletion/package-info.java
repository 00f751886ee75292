@NullMarked
package org.wenzheng.search.app.deletion;

import org.jspecify.annotations.NullMarked;
