package org.wenzheng.models.runtime.speech;

import org.jspecify.annotations.Nullable;

/** Numbers written in Chinese characters, or in a mixture with digits such as 15万. */
final class ChineseNumber {

    /** Characters of a digit, as a regular expression's class content. */
    static final String DIGITS = "零〇○一二三四五六七八九幺0-9";

    /** Characters of any number. */
    static final String ALL = DIGITS + "两十百千万亿";

    private static final String VALUES = "零一二三四五六七八九";

    private ChineseNumber() {}

    /** 0 to 9, or -1 for a character that is no digit. */
    static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return switch (c) {
            case '〇', '○' -> 0;
            case '幺' -> 1;
            case '两' -> 2;
            default -> VALUES.indexOf(c);
        };
    }

    /** 10, 100 … 100,000,000, or 0 for a character that is no unit. */
    static long unit(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            case '亿' -> 100_000_000;
            default -> 0;
        };
    }

    /** A string of digits, each as a numeral; null if another character is in it. */
    static @Nullable String digits(String text) {
        StringBuilder numerals = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            numerals.append(digit);
        }
        return numerals.isEmpty() ? null : numerals.toString();
    }

    /** The number in numerals, null if it is not well formed: 七八十 and 十四五 are not, 一万二 (12,000) is. */
    static @Nullable String value(String text) {
        if (text.chars().noneMatch(c -> unit((char) c) > 0)) {
            return text.length() > 1 && text.indexOf('两') >= 0 ? null : digits(text);
        }
        Reader reader = new Reader(text);
        long value = reader.read();
        return value < 0 ? null : Long.toString(value);
    }

    /** Reads one number; a unit must be smaller than the one before it within its group of four. */
    private static final class Reader {
        private final String text;
        private long total;
        private long group;
        private long pending = -1;
        private boolean zero;
        private long last = Long.MAX_VALUE;

        Reader(String text) {
            this.text = text;
        }

        long read() {
            for (int i = 0; i < text.length(); ) {
                int end = i;
                while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                    end++;
                }
                boolean right;
                if (end > i) {
                    right = end - i <= 9 && number(Long.parseLong(text.substring(i, end)));
                    i = end;
                } else {
                    char c = text.charAt(i++);
                    right = unit(c) > 0 ? take(unit(c)) : number(digit(c));
                }
                if (!right) {
                    return -1;
                }
            }
            return finish();
        }

        private boolean number(long number) {
            if (pending > 0 || number < 0) {
                return false;
            }
            if (number == 0) {
                zero = true;
                return last != Long.MAX_VALUE;
            }
            pending = number;
            return true;
        }

        private boolean take(long unit) {
            if (unit >= 10_000) {
                group += Math.max(0, pending);
                long whole = total > 0 && unit == 100_000_000 ? -1 : group;
                if (whole <= 0 || (total > 0 && unit >= lastBig())) {
                    return false;
                }
                total += group * unit;
                group = 0;
                last = unit;
            } else {
                long within = last >= 10_000 ? Long.MAX_VALUE : last;
                boolean bareTen = pending < 0 && unit == 10 && last == Long.MAX_VALUE;
                if (unit >= within || (pending < 0 && !bareTen) || pending > 9) {
                    return false;
                }
                group += Math.max(1, pending) * unit;
                last = unit;
            }
            pending = -1;
            zero = false;
            return true;
        }

        private long lastBig() {
            return total >= 100_000_000 ? 100_000_000 : 10_000;
        }

        private long finish() {
            if (pending > 0) {
                // 三百五 is 350, 一万二 is 12,000; 三百零五 and 二十五 are what they say
                boolean short_ = !zero && last != Long.MAX_VALUE && last >= 100 && pending < 10;
                group += short_ ? pending * (last / 10) : pending;
            } else if (zero) {
                return -1;
            }
            return total + group;
        }
    }
}
