@NullMarked
package org.wenzheng.search.app.search;

import org.jspecify.annotations.NullMarked;
