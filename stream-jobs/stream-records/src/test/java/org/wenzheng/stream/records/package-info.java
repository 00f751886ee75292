@NullMarked
package org.wenzheng.stream.records;

import org.jspecify.annotations.NullMarked;
