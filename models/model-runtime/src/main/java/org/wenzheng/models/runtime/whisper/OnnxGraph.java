package org.wenzheng.models.runtime.whisper;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes one ONNX model: operators in order, small constants inside, weights as external data in a file beside it.
 * Field numbers are those of the public ONNX format, IR version 9.
 */
final class OnnxGraph {

    static final int FLOAT = 1;
    static final int INT8 = 3;
    static final int INT16 = 5;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int FLOAT16 = 10;

    /** The domain of ONNX Runtime's own operators. */
    static final String MICROSOFT = "com.microsoft";

    private static final int IR_VERSION = 9;
    private static final int OPSET = 20;

    private final String name;
    private final List<ProtoMessage> nodes = new ArrayList<>();
    private final List<ProtoMessage> initializers = new ArrayList<>();
    private final List<ProtoMessage> inputs = new ArrayList<>();
    private final List<ProtoMessage> outputs = new ArrayList<>();
    private final Set<String> constants = new HashSet<>();
    private int values;

    OnnxGraph(String name) {
        this.name = name;
    }

    /** An operator's attribute. */
    sealed interface Attribute {
        record Whole(String name, long value) implements Attribute {}

        record Wholes(String name, long... values) implements Attribute {}

        record Real(String name, float value) implements Attribute {}
    }

    static Attribute attribute(String name, long value) {
        return new Attribute.Whole(name, value);
    }

    static Attribute attributes(String name, long... values) {
        return new Attribute.Wholes(name, values);
    }

    static Attribute real(String name, float value) {
        return new Attribute.Real(name, value);
    }

    /** Adds an operator with one output and returns that value's name. */
    String op(String type, List<String> in, Attribute... attributes) {
        return op("", type, in, 1, attributes).get(0);
    }

    /** Adds an operator of a domain with several outputs. */
    List<String> op(String domain, String type, List<String> in, int count, Attribute... attributes) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add("v" + values++);
        }
        node(domain, type, in, out, attributes);
        return out;
    }

    /** Adds an operator whose one output is the graph's own. */
    void result(String output, String type, List<String> in, Attribute... attributes) {
        node("", type, in, List.of(output), attributes);
    }

    /** Adds the k largest of the last axis, as outputs of the graph. */
    void top(String largest, String indices, String in, int k) {
        node("", "TopK", List.of(in, wholes(k)), List.of(largest, indices), attribute("axis", -1));
    }

    private void node(String domain, String type, List<String> in, List<String> out, Attribute... attributes) {
        ProtoMessage node = new ProtoMessage();
        in.forEach(value -> node.text(1, value));
        out.forEach(value -> node.text(2, value));
        node.text(4, type);
        for (Attribute attribute : attributes) {
            node.message(5, write(attribute));
        }
        nodes.add(domain.isEmpty() ? node : node.text(7, domain));
    }

    private static ProtoMessage write(Attribute attribute) {
        ProtoMessage message = new ProtoMessage();
        if (attribute instanceof Attribute.Whole whole) {
            return message.text(1, whole.name()).integer(3, whole.value()).integer(20, 2);
        } else if (attribute instanceof Attribute.Real real) {
            return message.text(1, real.name()).number(2, real.value()).integer(20, 1);
        }
        Attribute.Wholes wholes = (Attribute.Wholes) attribute;
        message.text(1, wholes.name());
        for (long value : wholes.values()) {
            message.integer(8, value);
        }
        return message.integer(20, 7);
    }

    /** A one-dimensional constant of whole numbers; equal ones are shared. */
    String wholes(long... numbers) {
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder key = new StringBuilder("i");
        for (long number : numbers) {
            raw.putLong(number);
            key.append('_').append(number);
        }
        return constant(key.toString(), INT64, raw, numbers.length);
    }

    /** A whole-numbered constant without dimensions. */
    String whole(long number) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return constant("s_" + number, INT64, raw.putLong(number));
    }

    /** A real constant without dimensions. */
    String real(float number) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return constant("f_" + number, FLOAT, raw.putFloat(number));
    }

    private String constant(String key, int type, ByteBuffer raw, long... dims) {
        if (constants.add(key)) {
            initializers.add(tensor(key, type, dims).raw(9, raw.array()));
        }
        return key;
    }

    /** Names a stretch of a file beside the model as a tensor. */
    String external(String tensor, int type, long[] dims, String file, long offset, long length) {
        if (constants.add(tensor)) {
            initializers.add(tensor(tensor, type, dims)
                    .message(13, entry("location", file))
                    .message(13, entry("offset", Long.toString(offset)))
                    .message(13, entry("length", Long.toString(length)))
                    .integer(14, 1));
        }
        return tensor;
    }

    private static ProtoMessage tensor(String name, int type, long[] dims) {
        ProtoMessage tensor = new ProtoMessage();
        for (long dim : dims) {
            tensor.integer(1, dim);
        }
        return tensor.integer(2, type).text(8, name);
    }

    private static ProtoMessage entry(String key, String value) {
        return new ProtoMessage().text(1, key).text(2, value);
    }

    /** Declares an input; a dimension is a {@link Number} or a name that stands for any size. */
    void input(String input, int type, Object... dims) {
        inputs.add(value(input, type, dims));
    }

    /** Declares an output, likewise. */
    void output(String output, int type, Object... dims) {
        outputs.add(value(output, type, dims));
    }

    private static ProtoMessage value(String name, int type, Object... dims) {
        ProtoMessage shape = new ProtoMessage();
        for (Object dim : dims) {
            ProtoMessage size = new ProtoMessage();
            shape.message(
                    1, dim instanceof Number number ? size.integer(1, number.longValue()) : size.text(2, (String) dim));
        }
        ProtoMessage tensor = new ProtoMessage().integer(1, type).message(2, shape);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    /** The model's bytes: a pure function of the calls so far. */
    byte[] toModel() {
        ProtoMessage graph = new ProtoMessage();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        initializers.forEach(tensor -> graph.message(5, tensor));
        inputs.forEach(value -> graph.message(11, value));
        outputs.forEach(value -> graph.message(12, value));
        return new ProtoMessage()
                .integer(1, IR_VERSION)
                .text(2, "wenzheng")
                .message(7, graph)
                .message(8, new ProtoMessage().text(1, "").integer(2, OPSET))
                .message(8, new ProtoMessage().text(1, MICROSOFT).integer(2, 1))
                .toByteArray();
    }
}
