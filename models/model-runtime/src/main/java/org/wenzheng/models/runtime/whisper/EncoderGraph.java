package org.wenzheng.models.runtime.whisper;

import static org.wenzheng.models.runtime.whisper.OnnxGraph.attribute;
import static org.wenzheng.models.runtime.whisper.OnnxGraph.attributes;

import java.util.List;
import org.wenzheng.models.runtime.ModelException;

/**
 * Log-mel frames to the decoder's cross-attention keys and values, once an utterance.
 *
 * <p>Input {@code mel} [1, mels, T], T even and at most twice the positions; outputs {@code cross_k_i} [1, heads, head
 * size, T/2] and {@code cross_v_i} [1, heads, T/2, head size] a decoder layer. The sinusoidal table is cut to the window,
 * so a window shorter than 30 seconds costs less.
 */
final class EncoderGraph {

    private final WhisperLayers layers;
    private final OnnxGraph graph;

    private EncoderGraph(WhisperLayers layers) {
        this.layers = layers;
        this.graph = layers.graph;
    }

    static byte[] write(CTranslate2File weights, Dimensions sizes) throws ModelException {
        OnnxGraph graph = new OnnxGraph("whisper_encoder");
        new EncoderGraph(new WhisperLayers(graph, weights, sizes)).build();
        return graph.toModel();
    }

    private void build() throws ModelException {
        Dimensions sizes = layers.dimensions;
        graph.input("mel", OnnxGraph.FLOAT, 1, sizes.mels(), "T");
        String x = convolution("mel", "encoder/conv1", 1);
        x = convolution(x, "encoder/conv2", 2);
        x = graph.op("Transpose", List.of(graph.op("Squeeze", List.of(x, graph.wholes(0)))), attributes("perm", 1, 0));
        String frames = graph.op("Shape", List.of(x), attribute("start", 0), attribute("end", 1));
        String table = layers.weight("encoder/position_encodings/encodings");
        String positions = graph.op("Slice", List.of(table, graph.wholes(0), frames, graph.wholes(0)));
        x = graph.op("Add", List.of(x, positions));
        for (int i = 0; i < sizes.encoderLayers(); i++) {
            x = selfAttention(x, "encoder/layer_" + i + "/self_attention");
            x = layers.feedForward(x, "encoder/layer_" + i + "/ffn");
        }
        x = layers.norm(x, "encoder/layer_norm");
        for (int i = 0; i < sizes.decoderLayers(); i++) {
            crossKeysAndValues(x, i);
        }
    }

    private String convolution(String x, String prefix, int stride) throws ModelException {
        String y = graph.op(
                "Conv",
                List.of(x, layers.weight(prefix + "/weight"), layers.weight(prefix + "/bias")),
                attributes("kernel_shape", 3),
                attributes("pads", 1, 1),
                attributes("strides", stride));
        return graph.op("Gelu", List.of(y));
    }

    private String selfAttention(String x, String prefix) throws ModelException {
        String fused = layers.linear(layers.norm(x, prefix + "/layer_norm"), prefix + "/linear_0");
        List<String> qkv = layers.columns(fused, 3).stream()
                .map(rows -> graph.op("Unsqueeze", List.of(rows, graph.wholes(0))))
                .toList();
        String heads = graph.op(
                        OnnxGraph.MICROSOFT,
                        "MultiHeadAttention",
                        qkv,
                        1,
                        attribute("num_heads", layers.dimensions.heads()))
                .get(0);
        String rows = graph.op("Squeeze", List.of(heads, graph.wholes(0)));
        return graph.op("Add", List.of(x, layers.linear(rows, prefix + "/linear_1")));
    }

    private void crossKeysAndValues(String x, int layer) throws ModelException {
        int heads = layers.dimensions.heads();
        int size = layers.dimensions.headSize();
        List<String> kv = layers.columns(layers.linear(x, "decoder/layer_" + layer + "/attention/linear_1"), 2);
        String shape = graph.wholes(1, -1, heads, size);
        graph.result(
                "cross_k_" + layer,
                "Transpose",
                List.of(graph.op("Reshape", List.of(kv.get(0), shape))),
                attributes("perm", 0, 2, 3, 1));
        graph.result(
                "cross_v_" + layer,
                "Transpose",
                List.of(graph.op("Reshape", List.of(kv.get(1), shape))),
                attributes("perm", 0, 2, 1, 3));
        graph.output("cross_k_" + layer, OnnxGraph.FLOAT, 1, heads, size, "F");
        graph.output("cross_v_" + layer, OnnxGraph.FLOAT, 1, heads, "F", size);
    }
}
