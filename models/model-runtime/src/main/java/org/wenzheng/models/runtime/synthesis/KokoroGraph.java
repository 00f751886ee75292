package org.wenzheng.models.runtime.synthesis;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Edits the ONNX file of Kokoro on the protobuf wire, as it is loaded: it gives the durations as an output, and turns each
 * integer convolution (quantise, ConvInteger, bias, cast, scale) into one float convolution, which ONNX Runtime runs twice as
 * fast on a CPU. Weights stay 8-bit in the bytes; the runtime widens them once when the session opens. Field numbers are
 * those of {@code onnx.proto}.
 */
final class KokoroGraph {
    /** Frames of 600 samples a token, [1, tokens]. */
    static final String DURATIONS = "/encoder/Clip_output_0";

    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_OUTPUT = 12;
    private static final int GRAPH_VALUE_INFO = 13;

    private final Map<String, OnnxNode> producer = new HashMap<>();
    private final Map<String, OnnxNode> consumer = new HashMap<>();
    private final List<OnnxNode> widening = new ArrayList<>();
    private final Set<String> widened = new HashSet<>();

    private KokoroGraph() {}

    /**
     * The edited model.
     *
     * @throws IllegalArgumentException when the bytes are no such graph
     */
    static ByteString forSpeech(ByteString model) {
        UnknownFieldSet fields = OnnxWire.fields(model);
        UnknownFieldSet graph = OnnxWire.fields(fields.getField(MODEL_GRAPH).getLengthDelimitedList().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no ONNX model: it has no graph")));
        List<OnnxNode> nodes = new KokoroGraph()
                .floatConvolutions(
                        graph.getField(GRAPH_NODE).getLengthDelimitedList().stream()
                                .map(OnnxNode::parse)
                                .toList(),
                        graph.getField(GRAPH_OUTPUT).getLengthDelimitedList().stream()
                                .map(output -> OnnxWire.strings(OnnxWire.fields(output), 1)
                                        .get(0))
                                .toList());
        Field.Builder edited = Field.newBuilder();
        nodes.forEach(node -> edited.addLengthDelimited(node.bytes()));
        ByteString result = UnknownFieldSet.newBuilder(graph)
                .clearField(GRAPH_NODE)
                .clearField(GRAPH_VALUE_INFO)
                .addField(GRAPH_NODE, edited.build())
                .mergeField(GRAPH_OUTPUT, OnnxWire.bytes(OnnxWire.floatTensor(DURATIONS)))
                .build()
                .toByteString();
        return UnknownFieldSet.newBuilder(fields)
                .clearField(MODEL_GRAPH)
                .addField(MODEL_GRAPH, OnnxWire.bytes(result))
                .build()
                .toByteString();
    }

    private List<OnnxNode> floatConvolutions(List<OnnxNode> nodes, List<String> outputs) {
        for (OnnxNode node : nodes) {
            node.outputs().forEach(name -> producer.put(name, node));
            node.inputs().forEach(name -> consumer.putIfAbsent(name, node));
        }
        Map<OnnxNode, OnnxNode> replaced = new HashMap<>();
        for (OnnxNode node : nodes) {
            if (node.operator().equals("ConvInteger")) {
                replaceChain(node, replaced);
            }
        }
        List<OnnxNode> edited = new ArrayList<>(widening);
        nodes.forEach(node -> edited.add(replaced.getOrDefault(node, node)));
        return alive(edited, outputs);
    }

    /** The chain's last node, a Mul by both scales, gives way to the convolution; the rest of the chain is then dead. */
    private void replaceChain(OnnxNode integer, Map<OnnxNode, OnnxNode> replaced) {
        OnnxNode quantise = made(integer.inputs().get(0), "DynamicQuantizeLinear");
        List<String> inputs = new ArrayList<>(List.of(quantise.inputs().get(0)));
        OnnxNode next = used(integer);
        String bias = null;
        if (next.operator().equals("Add")) {
            // bias is divided by the scales, rounded and cast on its way in: take it from before all that
            OnnxNode reshape = made(other(next, integer), "Reshape");
            OnnxNode floor = made(made(reshape.inputs().get(0), "Cast").inputs().get(0), "Floor");
            bias = made(floor.inputs().get(0), "Div").inputs().get(0);
            next = used(next);
        }
        OnnxNode scale = used(next);
        OnnxNode scales = made(other(scale, next), "Mul");
        String weightScale = scales.inputs().stream()
                .filter(name -> !producer.containsKey(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no scale of " + integer.inputs().get(1)));
        inputs.add(widen(integer.inputs().get(1), integer.inputs().get(3), weightScale));
        if (bias != null) {
            inputs.add(bias);
        }
        replaced.put(scale, OnnxNode.of("Conv", inputs, scale.outputs().get(0), integer.attributes()));
    }

    /** (int8 - zero point) * scale; constants, so the runtime does it once. */
    private String widen(String weight, String zeroPoint, String scale) {
        String result = weight + "_float";
        if (widened.add(weight)) {
            List<ByteString> toFloat = List.of(OnnxWire.integer("to", OnnxWire.FLOAT));
            widening.add(OnnxNode.of("Cast", List.of(weight), weight + "_cast", toFloat));
            widening.add(OnnxNode.of("Cast", List.of(zeroPoint), weight + "_zero", toFloat));
            widening.add(
                    OnnxNode.of("Sub", List.of(weight + "_cast", weight + "_zero"), weight + "_centred", List.of()));
            widening.add(OnnxNode.of("Mul", List.of(weight + "_centred", scale), result, List.of()));
        }
        return result;
    }

    /** Nodes come in topological order, so one pass from the end finds what is still needed. */
    private static List<OnnxNode> alive(List<OnnxNode> nodes, List<String> outputs) {
        Set<String> needed = new HashSet<>(outputs);
        needed.add(DURATIONS);
        Deque<OnnxNode> kept = new ArrayDeque<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            OnnxNode node = nodes.get(i);
            if (node.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(node.inputs());
                kept.addFirst(node);
            }
        }
        return List.copyOf(kept);
    }

    private OnnxNode made(String name, String operator) {
        OnnxNode node = producer.get(name);
        if (node == null || !node.operator().equals(operator)) {
            throw new IllegalArgumentException(
                    "this is not the graph of Kokoro v1.0 int8: " + name + " comes from no " + operator);
        }
        return node;
    }

    private OnnxNode used(OnnxNode node) {
        OnnxNode next = consumer.get(node.outputs().get(0));
        if (next == null) {
            throw new IllegalArgumentException("this is not the graph of Kokoro v1.0 int8: "
                    + node.outputs().get(0) + " is unused");
        }
        return next;
    }

    private static String other(OnnxNode node, OnnxNode than) {
        String known = than.outputs().get(0);
        return node.inputs().get(node.inputs().get(0).equals(known) ? 1 : 0);
    }
}
