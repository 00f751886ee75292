@NullMarked
package org.wenzheng.search.app.security;

import org.jspecify.annotations.NullMarked;
