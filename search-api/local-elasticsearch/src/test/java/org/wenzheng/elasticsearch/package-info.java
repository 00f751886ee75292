@NullMarked
package org.wenzheng.elasticsearch;

import org.jspecify.annotations.NullMarked;
