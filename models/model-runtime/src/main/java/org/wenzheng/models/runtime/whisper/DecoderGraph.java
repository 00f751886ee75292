package org.wenzheng.models.runtime.whisper;

import static org.wenzheng.models.runtime.whisper.OnnxGraph.attribute;
import static org.wenzheng.models.runtime.whisper.OnnxGraph.attributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wenzheng.models.runtime.ModelException;

/**
 * One step of the decoder over a batch of hypotheses: reads new tokens, carries the self-attention cache on, and gives
 * the best next tokens with their log-probabilities, so that the vocabulary never crosses into Java.
 *
 * <p>Inputs: {@code tokens} [B, S]; {@code parents} [B], which rows of the cache the hypotheses go on from; {@code at}
 * [A], positions of S to predict from; {@code mask} [vocabulary], added to the logits; {@code past_k_i}, {@code past_v_i}
 * [P, heads, length, head size]; {@code cross_k_i}, {@code cross_v_i} as the encoder gives them. Outputs: {@code top_p}
 * and {@code top_t} [B·A, {@link #CANDIDATES}], best first; {@code silence} [B·A, 1], log-probability of the no-speech
 * token before the mask; {@code alignment} [B, alignment heads, A, F], cross-attention weights; {@code present_k_i},
 * {@code present_v_i}.
 */
final class DecoderGraph {

    /** Next tokens given a hypothesis: two a beam of five. */
    static final int CANDIDATES = 10;

    private final WhisperLayers layers;
    private final OnnxGraph graph;
    private final Dimensions sizes;
    private final Map<Integer, List<Long>> alignmentHeads = new TreeMap<>();

    private DecoderGraph(WhisperLayers layers, List<int[]> alignmentHeads) {
        this.layers = layers;
        this.graph = layers.graph;
        this.sizes = layers.dimensions;
        for (int[] head : alignmentHeads) {
            this.alignmentHeads
                    .computeIfAbsent(head[0], layer -> new ArrayList<>())
                    .add((long) head[1]);
        }
    }

    /**
     * @param alignmentHeads pairs of layer and head whose attention follows the speech
     * @param noSpeech that token's id
     */
    static byte[] write(CTranslate2File weights, Dimensions sizes, List<int[]> alignmentHeads, int noSpeech)
            throws ModelException {
        OnnxGraph graph = new OnnxGraph("whisper_decoder_step");
        new DecoderGraph(new WhisperLayers(graph, weights, sizes), alignmentHeads).build(noSpeech);
        return graph.toModel();
    }

    private void build(int noSpeech) throws ModelException {
        graph.input("tokens", OnnxGraph.INT64, "B", "S");
        graph.input("parents", OnnxGraph.INT64, "B");
        graph.input("at", OnnxGraph.INT64, "A");
        graph.input("mask", OnnxGraph.FLOAT, sizes.vocabulary());

        String shape = graph.op("Shape", List.of("tokens"));
        String past = graph.op("Shape", List.of("past_k_0"), attribute("start", 2), attribute("end", 3));
        String fresh = graph.op("Shape", List.of("tokens"), attribute("start", 1), attribute("end", 2));
        String total = graph.op("Add", List.of(past, fresh));
        String perHead = graph.op(
                        "",
                        "Concat",
                        List.of(shape, graph.wholes(sizes.heads(), sizes.headSize())),
                        1,
                        attribute("axis", 0))
                .get(0);
        String causal = causalMask(past, total);
        String x = embed(past, total);
        List<String> alignment = new ArrayList<>();
        for (int i = 0; i < sizes.decoderLayers(); i++) {
            x = selfAttention(x, i, perHead, causal);
            x = crossAttention(x, i, perHead, alignment);
            x = layers.feedForward(x, "decoder/layer_" + i + "/ffn");
        }
        graph.result("alignment", "Concat", alignment, attribute("axis", 1));
        graph.output("alignment", OnnxGraph.FLOAT, "B", "N", "A", "F");
        predict(x, shape, noSpeech);
    }

    private String embed(String past, String total) throws ModelException {
        String rows = graph.op("Gather", List.of(layers.stored("decoder/embeddings/weight"), "tokens"));
        String table = layers.weight("decoder/position_encodings/encodings");
        String positions = graph.op("Slice", List.of(table, past, total, graph.wholes(0)));
        String x =
                graph.op("Add", List.of(graph.op("Cast", List.of(rows), attribute("to", OnnxGraph.FLOAT)), positions));
        return graph.op("Reshape", List.of(x, graph.wholes(-1, sizes.width())));
    }

    /** [S, past + S]: 0 where a token may look, far below zero where it may not. */
    private String causalMask(String past, String total) {
        String end = graph.op("Squeeze", List.of(total));
        String columns = graph.op("Range", List.of(graph.whole(0), end, graph.whole(1)));
        String rows = graph.op("Range", List.of(graph.op("Squeeze", List.of(past)), end, graph.whole(1)));
        String visible = graph.op(
                "LessOrEqual",
                List.of(
                        graph.op("Unsqueeze", List.of(columns, graph.wholes(0))),
                        graph.op("Unsqueeze", List.of(rows, graph.wholes(1)))));
        return graph.op("Where", List.of(visible, graph.real(0f), graph.real(-1e9f)));
    }

    private String selfAttention(String x, int layer, String perHead, String causal) throws ModelException {
        String prefix = "decoder/layer_" + layer + "/self_attention";
        List<String> qkv =
                layers.columns(layers.linear(layers.norm(x, prefix + "/layer_norm"), prefix + "/linear_0"), 3);
        String q = layers.arrange(qkv.get(0), perHead, 0, 2, 1, 3);
        String k = extend("k_" + layer, layers.arrange(qkv.get(1), perHead, 0, 2, 1, 3));
        String v = extend("v_" + layer, layers.arrange(qkv.get(2), perHead, 0, 2, 1, 3));
        String kt = graph.op("Transpose", List.of(k), attributes("perm", 0, 1, 3, 2));
        String scores = graph.op("Add", List.of(graph.op("MatMul", List.of(scaled(q), kt)), causal));
        String weights = graph.op("Softmax", List.of(scores), attribute("axis", -1));
        return project(x, graph.op("MatMul", List.of(weights, v)), prefix + "/linear_1");
    }

    /** The parents' cache with the new rows behind it. */
    private String extend(String name, String rows) {
        Object[] dims = {"P", sizes.heads(), "L", sizes.headSize()};
        graph.input("past_" + name, OnnxGraph.FLOAT, dims);
        dims = new Object[] {"B", sizes.heads(), "LS", sizes.headSize()};
        graph.output("present_" + name, OnnxGraph.FLOAT, dims);
        String inherited = graph.op("Gather", List.of("past_" + name, "parents"), attribute("axis", 0));
        graph.result("present_" + name, "Concat", List.of(inherited, rows), attribute("axis", 2));
        return "present_" + name;
    }

    private String crossAttention(String x, int layer, String perHead, List<String> alignment) throws ModelException {
        graph.input("cross_k_" + layer, OnnxGraph.FLOAT, 1, sizes.heads(), sizes.headSize(), "F");
        graph.input("cross_v_" + layer, OnnxGraph.FLOAT, 1, sizes.heads(), "F", sizes.headSize());
        String prefix = "decoder/layer_" + layer + "/attention";
        String rows = layers.linear(layers.norm(x, prefix + "/layer_norm"), prefix + "/linear_0");
        String q = scaled(layers.arrange(rows, perHead, 0, 2, 1, 3));
        String weights =
                graph.op("Softmax", List.of(graph.op("MatMul", List.of(q, "cross_k_" + layer))), attribute("axis", -1));
        List<Long> heads = alignmentHeads.get(layer);
        if (heads != null) {
            String chosen = graph.op(
                    "Gather",
                    List.of(
                            weights,
                            graph.wholes(
                                    heads.stream().mapToLong(Long::longValue).toArray())),
                    attribute("axis", 1));
            alignment.add(graph.op("Gather", List.of(chosen, "at"), attribute("axis", 2)));
        }
        return project(x, graph.op("MatMul", List.of(weights, "cross_v_" + layer)), prefix + "/linear_2");
    }

    private String scaled(String q) {
        return graph.op("Mul", List.of(q, graph.real((float) (1 / Math.sqrt(sizes.headSize())))));
    }

    /** Heads side by side again, projected and added to the residual stream. */
    private String project(String x, String heads, String linear) throws ModelException {
        String rows = graph.op(
                "Reshape",
                List.of(
                        graph.op("Transpose", List.of(heads), attributes("perm", 0, 2, 1, 3)),
                        graph.wholes(-1, sizes.width())));
        return graph.op("Add", List.of(x, layers.linear(rows, linear)));
    }

    private void predict(String x, String shape, int noSpeech) throws ModelException {
        String batch = graph.op("", "Concat", List.of(shape, graph.wholes(sizes.width())), 1, attribute("axis", 0))
                .get(0);
        String chosen = graph.op("Gather", List.of(graph.op("Reshape", List.of(x, batch)), "at"), attribute("axis", 1));
        String rows = layers.norm(
                graph.op("Reshape", List.of(chosen, graph.wholes(-1, sizes.width()))), "decoder/layer_norm");
        String logits =
                graph.op("Gemm", List.of(rows, layers.weight("decoder/embeddings/weight")), attribute("transB", 1));
        String total = graph.op("ReduceLogSumExp", List.of(logits, graph.wholes(1)), attribute("keepdims", 1));
        String silent = graph.op("Gather", List.of(logits, graph.wholes(noSpeech)), attribute("axis", 1));
        graph.result("silence", "Sub", List.of(silent, total));
        graph.output("silence", OnnxGraph.FLOAT, "BA", 1);
        String masked = graph.op("Add", List.of(logits, "mask"));
        String log = graph.op("LogSoftmax", List.of(masked), attribute("axis", -1));
        graph.top("top_p", "top_t", log, CANDIDATES);
        graph.output("top_p", OnnxGraph.FLOAT, "BA", CANDIDATES);
        graph.output("top_t", OnnxGraph.INT64, "BA", CANDIDATES);
    }
}
