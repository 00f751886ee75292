/** Who may call which route: every one is denied unless a rule allows it. */
@NullMarked
package org.wenzheng.search.app.security;

import org.jspecify.annotations.NullMarked;
