package org.wenzheng.search.app.search;

import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

/** Loads the model that makes vectors of queries. */
@FunctionalInterface
interface EmbedderLoader {

    /** Takes seconds and some 0.3 GB. */
    TextEmbedder load() throws ModelException;
}
