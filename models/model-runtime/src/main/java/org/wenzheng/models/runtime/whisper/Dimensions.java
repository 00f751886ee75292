package org.wenzheng.models.runtime.whisper;

import org.wenzheng.models.runtime.ModelException;

/**
 * Sizes of a Whisper model, read from its weights.
 *
 * @param encoderLayers number of them
 * @param decoderLayers number of them
 * @param heads attention heads a layer, the same in encoder and decoder
 * @param width of the residual stream, heads × head size
 * @param vocabulary tokens
 * @param mels filters of the input
 * @param positions of the encoder, half the frames of 30 seconds
 * @param context of the decoder: prompt and text together
 */
record Dimensions(
        int encoderLayers,
        int decoderLayers,
        int heads,
        int width,
        int vocabulary,
        int mels,
        int positions,
        int context) {

    int headSize() {
        return width / heads;
    }

    static Dimensions of(CTranslate2File weights) throws ModelException {
        if (!weights.specification().equals("WhisperSpec")) {
            throw new ModelException.Permanent(
                    "The weights are of kind " + weights.specification() + ": a Whisper model is needed here", null);
        }
        if (weights.scalar("decoder/pre_norm", 1) != 1
                || weights.scalar("decoder/scale_embeddings", 0) != 0
                || weights.scalar("decoder/alibi", 0) != 0
                || weights.scalar("encoder/num_heads", 0) != weights.scalar("decoder/num_heads", 0)) {
            throw new ModelException.Permanent(
                    "The weights say another architecture than Whisper's: fetch whisper-base as the manifest names it",
                    null);
        }
        long[] embeddings = weights.tensor("decoder/embeddings/weight").shape();
        return new Dimensions(
                layers(weights, "encoder"),
                layers(weights, "decoder"),
                Math.toIntExact(weights.scalar("encoder/num_heads", 0)),
                (int) embeddings[1],
                (int) embeddings[0],
                (int) weights.tensor("encoder/conv1/weight").shape()[1],
                (int) weights.tensor("encoder/position_encodings/encodings").shape()[0],
                (int) weights.tensor("decoder/position_encodings/encodings").shape()[0]);
    }

    private static int layers(CTranslate2File weights, String side) {
        int count = 0;
        while (weights.has(side + "/layer_" + count + "/self_attention/layer_norm/gamma")) {
            count++;
        }
        return count;
    }
}
