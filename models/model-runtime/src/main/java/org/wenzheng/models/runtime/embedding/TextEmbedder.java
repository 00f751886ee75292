package org.wenzheng.models.runtime.embedding;

import java.util.List;
import org.wenzheng.models.runtime.ModelException;

/** Turns sentences into unit vectors. Thread-safe. */
public interface TextEmbedder extends AutoCloseable {

    /** Name and version, kept in the index's {@code _meta}: vectors of another model never mix. */
    String model();

    int dimensions();

    /** A vector a text, of length 1, in order. */
    List<float[]> embed(List<String> texts) throws ModelException;

    @Override
    void close();
}
