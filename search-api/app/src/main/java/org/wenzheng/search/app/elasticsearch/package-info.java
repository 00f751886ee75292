/** The one way to Elasticsearch. */
@NullMarked
package org.wenzheng.search.app.elasticsearch;

import org.jspecify.annotations.NullMarked;
