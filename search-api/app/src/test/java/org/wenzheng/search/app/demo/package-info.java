@NullMarked
package org.wenzheng.search.app.demo;

import org.jspecify.annotations.NullMarked;
