@NullMarked
package org.wenzheng.jobs.redaction;

import org.jspecify.annotations.NullMarked;
