/** Audio of consenting calls into encrypted chunks of ten seconds. */
@NullMarked
package org.wenzheng.jobs.recording;

import org.jspecify.annotations.NullMarked;
