@NullMarked
package org.wenzheng.search.app;

import org.jspecify.annotations.NullMarked;
