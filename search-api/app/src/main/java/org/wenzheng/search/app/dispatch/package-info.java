/** Which digital human meets which call, and who waits for a person. */
@NullMarked
package org.wenzheng.search.app.dispatch;

import org.jspecify.annotations.NullMarked;
