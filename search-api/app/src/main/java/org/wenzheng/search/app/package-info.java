/** The application that serves search, calls, recordings and the browser's pages. */
@NullMarked
package org.wenzheng.search.app;

import org.jspecify.annotations.NullMarked;
