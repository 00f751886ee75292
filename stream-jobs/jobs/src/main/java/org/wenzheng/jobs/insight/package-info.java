/** From raw words to redacted, scored and indexed ones: the insight job. */
@NullMarked
package org.wenzheng.jobs.insight;

import org.jspecify.annotations.NullMarked;
