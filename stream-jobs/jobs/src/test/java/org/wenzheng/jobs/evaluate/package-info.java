@NullMarked
package org.wenzheng.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
