package org.wenzheng.cli.accept;

/** One thing that a campaign asks of the running product. */
interface Criterion {

    /** What is asked, for people. */
    String name();

    /** Looks; an exception is a miss. */
    Verdict check(Product product) throws Exception;

    /** What was seen. */
    record Verdict(Outcome outcome, String seen) {
        static Verdict of(boolean met, String seen) {
            return new Verdict(met ? Outcome.MET : Outcome.MISSED, seen);
        }

        static Verdict skipped(String why) {
            return new Verdict(Outcome.SKIPPED, why);
        }
    }

    /** How it came out. */
    enum Outcome {
        MET,
        MISSED,
        SKIPPED
    }

    /** A criterion from a name and a look. */
    static Criterion of(String name, Look look) {
        return new Criterion() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Verdict check(Product product) throws Exception {
                return look.at(product);
            }
        };
    }

    /** How a criterion looks. */
    @FunctionalInterface
    interface Look {
        Verdict at(Product product) throws Exception;
    }
}
