/** A one-node Elasticsearch from Maven artifacts, in a process of its own. */
@NullMarked
package org.wenzheng.elasticsearch;

import org.jspecify.annotations.NullMarked;
