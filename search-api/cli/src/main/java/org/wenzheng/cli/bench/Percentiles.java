package org.wenzheng.cli.bench;

import java.util.Collection;

/** Nearest-rank percentiles of a sample. */
record Percentiles(int n, double p50, double p95, double max) {

    /** Of any numbers; all zero when there are none. */
    static Percentiles of(Collection<? extends Number> values) {
        double[] sorted =
                values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return String.format("n %d, p50 %.0f, p95 %.0f, max %.0f", n, p50, p95, max);
    }
}
