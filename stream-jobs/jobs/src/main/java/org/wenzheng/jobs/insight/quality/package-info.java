/** Quality of service, from what each side said when, and the office's own rules on phrases. */
@NullMarked
package org.wenzheng.jobs.insight.quality;

import org.jspecify.annotations.NullMarked;
