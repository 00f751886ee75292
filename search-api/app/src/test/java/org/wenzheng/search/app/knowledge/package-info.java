@NullMarked
package org.wenzheng.search.app.knowledge;

import org.jspecify.annotations.NullMarked;
