@NullMarked
package org.wenzheng.search.app.live;

import org.jspecify.annotations.NullMarked;
