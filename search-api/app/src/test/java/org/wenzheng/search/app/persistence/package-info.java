@NullMarked
package org.wenzheng.search.app.persistence;

import org.jspecify.annotations.NullMarked;
