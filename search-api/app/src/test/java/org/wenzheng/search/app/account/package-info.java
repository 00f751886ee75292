@NullMarked
package org.wenzheng.search.app.account;

import org.jspecify.annotations.NullMarked;
