@NullMarked
package org.wenzheng.search.app.audit;

import org.jspecify.annotations.NullMarked;
