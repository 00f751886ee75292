package org.wenzheng.signalling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated descriptions from a fixed seed: refused by the one exception there is, or read so that they can be written. */
class SdpFuzzTest {

    private static final int ROUNDS = 20_000;

    @Test
    void neverFailsOtherwiseThanByItsException() throws Exception {
        Random random = new Random(8866);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = mutate(Descriptions.OFFER, random);
            SessionDescription description;
            try {
                description = SdpParser.parse(text);
            } catch (SdpException e) {
                continue;
            }
            accepted++;
            // What is echoed to others must itself be a description, or an attribute could be smuggled in.
            SessionDescription again = SdpParser.parse(SdpWriter.write(description));
            assertThat(again.media()).hasSameSizeAs(description.media());
        }
        assertThat(accepted).isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
    }

    private static String mutate(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(5)) {
                case 0 -> out.setCharAt(at, (char) random.nextInt(256));
                case 1 -> out.delete(at, Math.min(out.length(), at + random.nextInt(40)));
                case 2 -> out.insert(at, Long.toUnsignedString(random.nextLong()));
                case 3 -> {
                    int line = out.indexOf("\r\n", at);
                    if (line > 0) {
                        out.insert(line, "\r\n" + "a=ssrc-group:FID 1 2");
                    }
                }
                default -> {
                    int from = random.nextInt(out.length());
                    out.insert(at, out.substring(from, Math.min(out.length(), from + random.nextInt(60))));
                }
            }
        }
        return out.toString();
    }
}
