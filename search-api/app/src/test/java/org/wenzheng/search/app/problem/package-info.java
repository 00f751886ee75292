@NullMarked
package org.wenzheng.search.app.problem;

import org.jspecify.annotations.NullMarked;
