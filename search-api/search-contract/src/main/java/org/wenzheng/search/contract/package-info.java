/** What lies in the search index: names, mappings, documents. Written by the jobs, read by the API. */
@NullMarked
package org.wenzheng.search.contract;

import org.jspecify.annotations.NullMarked;
