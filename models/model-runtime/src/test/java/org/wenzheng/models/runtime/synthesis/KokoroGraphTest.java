package org.wenzheng.models.runtime.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class KokoroGraphTest {
    private static final ByteString KERNEL = OnnxWire.integer("group", 4);

    private static ByteString model(List<OnnxNode> nodes) {
        Field.Builder encoded = Field.newBuilder();
        nodes.forEach(node -> encoded.addLengthDelimited(node.bytes()));
        ByteString graph = UnknownFieldSet.newBuilder()
                .addField(1, encoded.build())
                .addField(12, OnnxWire.bytes(OnnxWire.floatTensor("audio")))
                .build()
                .toByteString();
        return UnknownFieldSet.newBuilder()
                .addField(7, OnnxWire.bytes(graph))
                .build()
                .toByteString();
    }

    private static OnnxNode node(String operator, String output, String... inputs) {
        return OnnxNode.of(operator, List.of(inputs), output, List.of());
    }

    @Test
    void turnsAnIntegerConvolutionWithBiasIntoAFloatOneAndGivesTheDurations() {
        ByteString edited = KokoroGraph.forSpeech(model(List.of(
                new OnnxNode(
                        List.of("x"),
                        List.of("q", "x_scale", "x_zero"),
                        "DynamicQuantizeLinear",
                        quantise("x", "q", "x_scale", "x_zero")),
                OnnxNode.of("ConvInteger", List.of("q", "w", "x_zero", "w_zero"), "sum", List.of(KERNEL)),
                node("Mul", "scales", "x_scale", "w_scale"),
                node("Div", "divided", "bias", "scales"),
                node("Floor", "floored", "divided"),
                node("Cast", "rounded", "floored"),
                node("Reshape", "shaped", "rounded", "shape"),
                node("Add", "biased", "sum", "shaped"),
                node("Cast", "real", "biased"),
                node("Mul", "audio", "real", "scales"))));

        UnknownFieldSet graph = OnnxWire.fields(
                OnnxWire.fields(edited).getField(7).getLengthDelimitedList().get(0));
        List<OnnxNode> nodes = graph.getField(1).getLengthDelimitedList().stream()
                .map(OnnxNode::parse)
                .toList();
        assertThat(nodes).extracting(OnnxNode::operator).containsExactly("Cast", "Cast", "Sub", "Mul", "Conv");
        OnnxNode convolution = nodes.get(4);
        assertThat(convolution.inputs())
                .containsExactly("x", nodes.get(3).outputs().get(0), "bias");
        assertThat(convolution.outputs()).containsExactly("audio");
        assertThat(convolution.attributes()).containsExactly(KERNEL);
        assertThat(graph.getField(12).getLengthDelimitedList())
                .extracting(
                        output -> OnnxWire.strings(OnnxWire.fields(output), 1).get(0))
                .containsExactly("audio", KokoroGraph.DURATIONS);
    }

    @Test
    void refusesAGraphThatIsBuiltOtherwise() {
        ByteString other = model(List.of(node("ConvInteger", "sum", "q", "w", "x_zero", "w_zero")));
        assertThatThrownBy(() -> KokoroGraph.forSpeech(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the graph of Kokoro");
        assertThatThrownBy(() -> KokoroGraph.forSpeech(ByteString.copyFromUtf8("no model at all")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteString quantise(String input, String... outputs) {
        return UnknownFieldSet.newBuilder()
                .addField(1, OnnxWire.text(input))
                .addField(2, OnnxWire.texts(List.of(outputs)))
                .addField(4, OnnxWire.text("DynamicQuantizeLinear"))
                .build()
                .toByteString();
    }
}
