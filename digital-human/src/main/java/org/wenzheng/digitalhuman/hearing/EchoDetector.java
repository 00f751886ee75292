package org.wenzheng.digitalhuman.hearing;

/**
 * Tells whether the digital human's own voice comes back in the citizen's track. Both are taken at 4 kHz, of each sample only whether it
 * rises; if such signs agree at any delay up to half a second far more often than chance lets them, it does (polarity coincidence
 * correlation, Ruchkin 1961). A canceller that works where there is no echo takes the citizen's voice away instead, hence the question.
 * Not thread-safe.
 */
final class EchoDetector {

    private static final int STEP = 12;
    private static final int WINDOW = 4_096;
    private static final int LAGS = 2_048;
    private static final int WORDS = WINDOW / Long.SIZE;
    /** Blocks of 10 ms from one look to the next. */
    private static final int EVERY = 20;
    /** Standard deviations over chance. */
    private static final double CERTAIN = 12;
    /** Looks without echo until there is held to be none: soon where none was ever found. */
    private static final int FIRST_LOOKS = 2;

    private static final int LOOKS = 15;
    /** Blocks of own voice within a window that a look needs. */
    private static final int ENOUGH = 40;

    private static final int LOUD = 400;

    private final Signs own = new Signs(WINDOW + LAGS + Long.SIZE, 1);
    private final Signs citizen = new Signs(WINDOW, 2);
    private int blocks;
    private long loudBlocks; // one bit a block, the newest lowest
    private int without;
    private boolean found;

    /** 10 ms at 48 kHz of what was sent. */
    void sent(short[] block) {
        boolean loud = false;
        for (short sample : block) {
            loud |= Math.abs(sample) > LOUD;
        }
        loudBlocks = loudBlocks << 1 | (loud ? 1 : 0);
        own.add(block);
    }

    /** 10 ms of what came back, after all that was sent until then. */
    void heard(short[] block) {
        citizen.add(block);
        if (++blocks % EVERY == 0 && Long.bitCount(loudBlocks) >= ENOUGH) {
            look();
        }
    }

    /** Whether there is an echo, or may be one as far as was heard yet. */
    boolean likely() {
        return without < (found ? LOOKS : FIRST_LOOKS);
    }

    private void look() {
        long[] now = citizen.packed(WORDS);
        long[] before = own.packed(WORDS + LAGS / Long.SIZE + 1);
        int best = 0;
        for (int lag = 0; lag < LAGS; lag++) {
            int skipped = lag / Long.SIZE;
            int shift = lag % Long.SIZE;
            int agree = 0;
            for (int word = 0; word < WORDS; word++) {
                long earlier = before[word + skipped] << shift
                        | (shift == 0 ? 0 : before[word + skipped + 1] >>> Long.SIZE - shift);
                agree += Long.bitCount(~(now[word] ^ earlier));
            }
            // A microphone may turn the sign around.
            best = Math.max(best, Math.abs(agree - WINDOW / 2));
        }
        double agreement = best / (Math.sqrt(WINDOW) / 2);
        if (agreement >= CERTAIN) {
            found = true;
            without = 0;
        } else {
            without++;
            found &= without < LOOKS;
        }
    }

    /** Signs of a signal's last rises, packed 64 to a word. */
    private static final class Signs {
        private final int kept;
        private final boolean[] signs;
        private int next;
        private int phase;
        private int sum;
        private int last;
        private int noise;

        Signs(int kept, int seed) {
            this.kept = kept;
            this.noise = seed;
            this.signs = new boolean[kept];
            for (int i = 0; i < kept; i++) {
                noise = noise * 1_103_515_245 + 12_345;
                signs[i] = noise < 0;
            }
        }

        void add(short[] block) {
            for (short sample : block) {
                sum += sample;
                if (++phase == STEP) {
                    noise = noise * 1_103_515_245 + 12_345;
                    signs[next] = sum == last ? noise < 0 : sum > last; // silence must not agree with silence
                    next = (next + 1) % kept;
                    last = sum;
                    sum = 0;
                    phase = 0;
                }
            }
        }

        /** The newest {@code words * 64} signs, newest first. */
        long[] packed(int words) {
            long[] packed = new long[words];
            int at = next - 1 + 2 * kept;
            for (int word = 0; word < words; word++) {
                long bits = 0;
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    bits = bits << 1 | (signs[at-- % kept] ? 1 : 0);
                }
                packed[word] = bits;
            }
            return packed;
        }
    }
}
