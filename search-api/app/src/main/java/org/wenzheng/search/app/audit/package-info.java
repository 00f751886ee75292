/** Who did what to which call and why: written once, never changed. */
@NullMarked
package org.wenzheng.search.app.audit;

import org.jspecify.annotations.NullMarked;
