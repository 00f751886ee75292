package org.wenzheng.rtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;

/** Broken packets made from good ones, the same ones each time: bits flipped, octets set, cut off, put in, repeated. */
public final class Mutations {

    private static final int COUNT = 100_000;
    private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};

    private Mutations() {}

    /** Gives 100,000 mutations of good packets to a reader, which must not throw. */
    public static void of(long seed, Consumer<ByteBuf> reader, byte[]... good) {
        Random random = new Random(seed);
        for (int round = 0; round < COUNT; round++) {
            byte[] mutated = mutate(good[random.nextInt(good.length)], random);
            try {
                reader.accept(Unpooled.wrappedBuffer(mutated));
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "Mutation " + round + " of seed " + seed + ": "
                                + HexFormat.of().formatHex(mutated),
                        e);
            }
        }
    }

    /** One mutation, with one to four changes. */
    public static byte[] mutate(byte[] good, Random random) {
        byte[] packet = good.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            if (packet.length == 0) {
                return packet;
            }
            int at = random.nextInt(packet.length);
            switch (random.nextInt(6)) {
                case 0 -> packet[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> packet[at] = (byte) EDGES[random.nextInt(EDGES.length)];
                case 2 -> packet[at] = (byte) random.nextInt();
                case 3 -> packet = Arrays.copyOf(packet, at);
                case 4 -> packet = Arrays.copyOf(packet, packet.length + 1 + random.nextInt(8));
                default -> {
                    int length = Math.min(packet.length - at, 1 + random.nextInt(8));
                    System.arraycopy(packet, at, packet, random.nextInt(packet.length - length + 1), length);
                }
            }
        }
        return packet;
    }

    /** The readable bytes of a buffer. */
    public static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }
}
