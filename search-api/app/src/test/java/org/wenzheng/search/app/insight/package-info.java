@NullMarked
package org.wenzheng.search.app.insight;

import org.jspecify.annotations.NullMarked;
