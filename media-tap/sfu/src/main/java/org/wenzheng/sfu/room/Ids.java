package org.wenzheng.sfu.room;

import java.util.random.RandomGenerator;

/** Random names and numbers. Not for several threads, unless its source is. */
public final class Ids {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 12;

    private final RandomGenerator random;

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    /** A new id of some kind: clients expect {@code PA_} of participants, {@code TR_} of tracks, {@code RM_} of rooms. */
    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** Where they come from. */
    public RandomGenerator source() {
        return random;
    }
}
