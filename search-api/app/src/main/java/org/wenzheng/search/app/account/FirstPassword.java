package org.wenzheng.search.app.account;

import java.security.SecureRandom;

/** Makes first passwords: some 99 bits in groups that a person can type. */
final class FirstPassword {

    /** Without the look-alikes 0 o 1 l i. */
    private static final String SIGNS = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int GROUPS = 5;
    private static final int GROUP_LENGTH = 4;

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return password.toString();
    }
}
