/** The Flink jobs of Wenzheng: what each is made of, and how they are started. */
@NullMarked
package org.wenzheng.jobs;

import org.jspecify.annotations.NullMarked;
