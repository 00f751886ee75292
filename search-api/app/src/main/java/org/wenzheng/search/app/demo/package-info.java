/** How far the demo has come. */
@NullMarked
package org.wenzheng.search.app.demo;

import org.jspecify.annotations.NullMarked;
