@NullMarked
package org.wenzheng.jobs.insight;

import org.jspecify.annotations.NullMarked;
