/** Errors as RFC 9457 problems that tell what to do next. */
@NullMarked
package org.wenzheng.search.app.problem;

import org.jspecify.annotations.NullMarked;
