/** The administrator's account: sign-in, lock-out, forced change of the first password. */
@NullMarked
package org.wenzheng.search.app.account;

import org.jspecify.annotations.NullMarked;
