package org.wenzheng.signalling.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.WrappedJoinRequest;

/** Decoding of what clients send: bounded in size and depth before anything is built from it. */
public final class SignalMessages {

    /** Bytes of one WebSocket message: a description of a full connection and some room. */
    public static final int MAX_SIGNAL_BYTES = 1 << 20;

    /** Bytes of a join request, before and after decompression. */
    public static final int MAX_JOIN_BYTES = 256 << 10;

    /** Bytes of one data channel message; clients cut streams at 15,000. */
    public static final int MAX_DATA_BYTES = 64 << 10;

    private static final int MAX_DEPTH = 32;

    private SignalMessages() {}

    /**
     * A message of the signalling connection.
     *
     * @throws MalformedMessageException when it is none, or too large
     */
    public static SignalRequest request(byte[] bytes) throws MalformedMessageException {
        return parse(SignalRequest.parser(), bytes, MAX_SIGNAL_BYTES);
    }

    /**
     * A message of a data channel.
     *
     * @throws MalformedMessageException when it is none, or too large
     */
    public static DataPacket data(byte[] bytes) throws MalformedMessageException {
        return parse(DataPacket.parser(), bytes, MAX_DATA_BYTES);
    }

    /**
     * The query parameter {@code join_request} of a single-connection client: base64 of a wrapped, possibly compressed
     * join request.
     *
     * @throws MalformedMessageException when it is none, or too large when decompressed
     */
    public static JoinRequest joinRequest(String parameter) throws MalformedMessageException {
        if (parameter.length() > MAX_JOIN_BYTES) {
            throw new MalformedMessageException("join_request is longer than " + MAX_JOIN_BYTES + " characters");
        }
        byte[] decoded;
        try {
            decoded = Base64.getUrlDecoder().decode(parameter.replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("join_request is not base64");
        }
        WrappedJoinRequest wrapped = parse(WrappedJoinRequest.parser(), decoded, MAX_JOIN_BYTES);
        byte[] inner = wrapped.getJoinRequest().toByteArray();
        return switch (wrapped.getCompression()) {
            case NONE -> parse(JoinRequest.parser(), inner, MAX_JOIN_BYTES);
            case GZIP -> parse(JoinRequest.parser(), inflate(inner), MAX_JOIN_BYTES);
            case UNRECOGNIZED ->
                throw new MalformedMessageException("join_request has a compression that is not known");
        };
    }

    private static byte[] inflate(byte[] compressed) throws MalformedMessageException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] inflated = in.readNBytes(MAX_JOIN_BYTES + 1);
            if (inflated.length > MAX_JOIN_BYTES) {
                throw new MalformedMessageException("join_request has more than " + MAX_JOIN_BYTES + " bytes inflated");
            }
            return inflated;
        } catch (IOException e) {
            throw new MalformedMessageException("join_request is not gzip");
        }
    }

    private static <T extends MessageLite> T parse(Parser<T> parser, byte[] bytes, int largest)
            throws MalformedMessageException {
        if (bytes.length > largest) {
            throw new MalformedMessageException("a message of " + bytes.length + " bytes; at most " + largest);
        }
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.setRecursionLimit(MAX_DEPTH);
        try {
            T message = parser.parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
            in.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessageException("no message of the protocol");
        }
    }
}
