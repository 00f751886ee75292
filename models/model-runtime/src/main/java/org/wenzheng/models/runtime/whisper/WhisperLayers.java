package org.wenzheng.models.runtime.whisper;

import static org.wenzheng.models.runtime.whisper.OnnxGraph.attribute;
import static org.wenzheng.models.runtime.whisper.OnnxGraph.attributes;
import static org.wenzheng.models.runtime.whisper.OnnxGraph.real;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wenzheng.models.runtime.ModelException;

/** What encoder and decoder graphs share: weights by name, and the layers of a pre-norm transformer on rows [n, width]. */
final class WhisperLayers {

    /** Name of the weights' file, which must lie beside the graphs. */
    static final String WEIGHTS = "model.bin";

    final OnnxGraph graph;
    final Dimensions dimensions;
    private final CTranslate2File weights;
    private final Map<String, String> floats = new HashMap<>();

    WhisperLayers(OnnxGraph graph, CTranslate2File weights, Dimensions dimensions) {
        this.graph = graph;
        this.weights = weights;
        this.dimensions = dimensions;
    }

    /** The tensor as it lies in the file. */
    String stored(String name) throws ModelException {
        CTranslate2File.Tensor tensor = weights.tensor(name);
        return graph.external(
                tensor.name(), tensor.type().onnx, tensor.shape(), WEIGHTS, tensor.offset(), tensor.length());
    }

    /** The tensor as 32-bit floats; ONNX Runtime folds the cast when it loads the graph. */
    String weight(String name) throws ModelException {
        String known = floats.get(name);
        if (known == null) {
            known = weights.tensor(name).type() == CTranslate2File.ElementType.FLOAT32
                    ? stored(name)
                    : graph.op("Cast", List.of(stored(name)), attribute("to", OnnxGraph.FLOAT));
            floats.put(name, known);
        }
        return known;
    }

    /** x·Wᵀ + b, with W [out, in] as the file has it. */
    String linear(String x, String prefix) throws ModelException {
        return graph.op(
                "Gemm", List.of(x, weight(prefix + "/weight"), weight(prefix + "/bias")), attribute("transB", 1));
    }

    String norm(String x, String prefix) throws ModelException {
        return graph.op(
                "LayerNormalization",
                List.of(x, weight(prefix + "/gamma"), weight(prefix + "/beta")),
                attribute("axis", -1),
                real("epsilon", 1e-5f));
    }

    /** x + the feed-forward block of it. */
    String feedForward(String x, String prefix) throws ModelException {
        String hidden = graph.op("Gelu", List.of(linear(norm(x, prefix + "/layer_norm"), prefix + "/linear_0")));
        return graph.op("Add", List.of(x, linear(hidden, prefix + "/linear_1")));
    }

    /** Columns [n, parts × w] as that many tensors [n, w]. */
    List<String> columns(String x, int parts) {
        return graph.op("", "Split", List.of(x), parts, attribute("axis", 1), attribute("num_outputs", parts));
    }

    /** Rows as the shape says, then axes in another order. */
    String arrange(String x, String shape, long... order) {
        return graph.op("Transpose", List.of(graph.op("Reshape", List.of(x, shape))), attributes("perm", order));
    }
}
