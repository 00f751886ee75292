/** Finds personal details in recognised speech and puts place holders there; keeps kind and place, never the value. */
@NullMarked
package org.wenzheng.jobs.redaction;

import org.jspecify.annotations.NullMarked;
