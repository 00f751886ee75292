package org.wenzheng.search.app.search;

import java.util.Optional;

/** Vectors of queries, made by the model that made those of the segments. */
interface QueryVectors {

    /** The unit vector of a query; empty while the model is away, and of another model than the index's. */
    Optional<float[]> of(String query);
}
