/** Writes documents to Elasticsearch, whatever happens to it meanwhile. */
@NullMarked
package org.wenzheng.jobs.insight.index;

import org.jspecify.annotations.NullMarked;
