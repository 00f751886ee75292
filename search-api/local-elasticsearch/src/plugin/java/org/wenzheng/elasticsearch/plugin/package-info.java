/** The plugin that our node loads: the endpoint and the analysis that the bare server lacks. */
@NullMarked
package org.wenzheng.elasticsearch.plugin;

import org.jspecify.annotations.NullMarked;
