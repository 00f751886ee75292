package org.wenzheng.search.app.search;

/**
 * What is asked for.
 *
 * @param query stripped; empty: everything, newest first
 * @param page from 1
 * @param size hits a page
 */
record SearchRequest(String query, SearchMode mode, SegmentFilter filter, int page, int size) {

    int from() {
        return (page - 1) * size;
    }

    SearchRequest in(SearchMode other) {
        return new SearchRequest(query, other, filter, page, size);
    }
}
