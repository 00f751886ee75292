@NullMarked
package org.wenzheng.jobs.insight.index;

import org.jspecify.annotations.NullMarked;
