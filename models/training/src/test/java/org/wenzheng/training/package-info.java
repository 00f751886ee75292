@NullMarked
package org.wenzheng.training;

import org.jspecify.annotations.NullMarked;
