@NullMarked
package org.wenzheng.jobs.opus;

import org.jspecify.annotations.NullMarked;
