@NullMarked
package org.wenzheng.search.app.topics;

import org.jspecify.annotations.NullMarked;
