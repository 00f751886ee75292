package org.wenzheng.models.runtime.synthesis;

/** How Mandarin says numerals: as quantities (一百零五) and digit by digit (幺零五). */
final class SpokenNumbers {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String[] PLACES = {"", "十", "百", "千"};
    private static final String[] GROUPS = {"", "万", "亿", "万亿"};
    private static final int MOST_DIGITS = 16;

    private SpokenNumbers() {}

    /** Digit by digit; {@code 幺} for 1 in what is dialled or typed, {@code 一} in years and decimals. Other characters are left out. */
    static String digits(String numerals, boolean dialled) {
        StringBuilder said = new StringBuilder();
        numerals.chars()
                .filter(c -> c >= '0' && c <= '9')
                .forEach(c -> said.append(dialled && c == '1' ? '幺' : DIGITS.charAt(c - '0')));
        return said.toString();
    }

    /** A quantity, with thousands commas and decimals; what begins with 0 or is too long for a quantity goes digit by digit. */
    static String quantity(String numerals) {
        String plain = numerals.replace(",", "");
        int point = plain.indexOf('.');
        if (point >= 0) {
            return quantity(plain.substring(0, point)) + "点" + digits(plain.substring(point + 1), false);
        }
        if (plain.length() > MOST_DIGITS || (plain.length() > 1 && plain.charAt(0) == '0')) {
            return digits(plain, false);
        }
        return cardinal(Long.parseLong(plain));
    }

    /** 10 is 十, 110 一百一十, 10050 一万零五十, 2000 两千. */
    static String cardinal(long value) {
        if (value == 0) {
            return "零";
        }
        StringBuilder said = new StringBuilder();
        long unit = 1_0000_0000_0000L;
        boolean gap = false;
        for (int group = GROUPS.length - 1; group >= 0; group--, unit /= 10_000) {
            int part = (int) (value / unit % 10_000);
            if (part == 0) {
                gap = true;
                continue;
            }
            if (said.length() > 0 && (gap || part < 1000)) {
                said.append('零');
            }
            // 两万, 两亿: only 2 alone before a group's name.
            said.append(part == 2 && group > 0 ? "两" : thousands(part)).append(groupName(value, group));
            gap = false;
        }
        String all = said.toString();
        return all.startsWith("一十") ? all.substring(1) : all;
    }

    /** In 一万二千亿 the 亿 that closes both groups is said once, after the lower of them. */
    private static String groupName(long value, int group) {
        boolean hundredMillionsFollow = value / 1_0000_0000L % 10_000 != 0;
        return group == 3 && hundredMillionsFollow ? "万" : GROUPS[group];
    }

    private static String thousands(int part) {
        StringBuilder said = new StringBuilder();
        boolean gap = false;
        int unit = 1000;
        for (int place = 3; place >= 0; place--, unit /= 10) {
            int digit = part / unit % 10;
            if (digit == 0) {
                gap = true;
                continue;
            }
            if (gap && said.length() > 0) {
                said.append('零');
            }
            said.append(digit == 2 && place == 3 ? '两' : DIGITS.charAt(digit)).append(PLACES[place]);
            gap = false;
        }
        return said.toString();
    }
}
