/** Where the jobs run: a Flink cluster inside this process, restored from what the last process left. */
@NullMarked
package org.wenzheng.jobs.cluster;

import org.jspecify.annotations.NullMarked;
