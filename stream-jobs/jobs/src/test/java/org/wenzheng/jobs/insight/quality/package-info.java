@NullMarked
package org.wenzheng.jobs.insight.quality;

import org.jspecify.annotations.NullMarked;
