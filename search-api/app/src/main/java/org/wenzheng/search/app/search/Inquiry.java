package org.wenzheng.search.app.search;

/**
 * What is asked for.
 *
 * @param query stripped; empty: everything, newest first
 * @param page from 1
 * @param size hits a page
 */
record Inquiry(String query, SearchMode mode, SegmentFilter filter, int page, int size) {

    /** Hits before the page. */
    int from() {
        return (page - 1) * size;
    }

    /** The same, searched otherwise. */
    Inquiry in(SearchMode other) {
        return new Inquiry(query, other, filter, page, size);
    }
}
