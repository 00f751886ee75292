@NullMarked
package org.wenzheng.search.app.report;

import org.jspecify.annotations.NullMarked;
