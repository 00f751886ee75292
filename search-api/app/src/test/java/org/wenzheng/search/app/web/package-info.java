@NullMarked
package org.wenzheng.search.app.web;

import org.jspecify.annotations.NullMarked;
