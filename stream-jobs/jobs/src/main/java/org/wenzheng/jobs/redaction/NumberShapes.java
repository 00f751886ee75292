package org.wenzheng.jobs.redaction;

import java.time.DateTimeException;
import java.time.LocalDate;

/** What a string of digits can be, by its form alone. */
final class NumberShapes {

    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";
    private static final int OLDEST_YEAR = 1900;
    private static final int YOUNGEST_YEAR = 2099;

    private NumberShapes() {}

    /** 18 characters whose last is the ISO 7064 MOD 11-2 check of the others (GB 11643). */
    static boolean hasIdChecksum(String digits) {
        if (digits.length() != 18 || digits.indexOf('X') >= 0 && digits.indexOf('X') != 17) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * ID_WEIGHTS[i];
        }
        return ID_CHECKS.charAt(sum % 11) == digits.charAt(17);
    }

    /** 18 or 15 characters with a day of birth where an ID card has it. */
    static boolean hasIdDate(String digits) {
        return switch (digits.length()) {
            case 18 -> isDate(digits.substring(6, 14));
            case 15 -> digits.indexOf('X') < 0 && isDate("19" + digits.substring(6, 12));
            default -> false;
        };
    }

    /** 19850314. */
    static boolean isDate(String digits) {
        if (digits.length() != 8 || digits.indexOf('X') >= 0) {
            return false;
        }
        int year = Integer.parseInt(digits.substring(0, 4));
        if (year < OLDEST_YEAR || year > YOUNGEST_YEAR) {
            return false;
        }
        try {
            LocalDate.of(year, Integer.parseInt(digits.substring(4, 6)), Integer.parseInt(digits.substring(6, 8)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** 16 to 19 digits that pass Luhn's check (ISO/IEC 7812-1). */
    static boolean isBankCard(String digits) {
        if (digits.length() < 16 || digits.length() > 19 || digits.indexOf('X') >= 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** 11 digits from 13 to 19, with or without 86 or 0 before. */
    static boolean isMobile(String digits) {
        String bare = bareMobile(digits);
        return bare.length() == 11 && bare.charAt(0) == '1' && bare.charAt(1) >= '3' && bare.indexOf('X') < 0;
    }

    /** 11 digits from 10 to 12: no such mobile is handed out, but recognisers err. */
    static boolean isLikeMobile(String digits) {
        String bare = bareMobile(digits);
        return bare.length() == 11 && bare.charAt(0) == '1' && bare.indexOf('X') < 0;
    }

    private static String bareMobile(String digits) {
        for (String prefix : new String[] {"0086", "86", "0"}) {
            if (digits.startsWith(prefix) && digits.length() == 11 + prefix.length()) {
                return digits.substring(prefix.length());
            }
        }
        return digits;
    }

    /** An area code of 3 or 4 digits that begins with 0, and 7 or 8 digits. */
    static boolean isLandline(String digits) {
        return digits.length() >= 10
                && digits.length() <= 12
                && digits.charAt(0) == '0'
                && digits.charAt(1) != '0'
                && digits.indexOf('X') < 0;
    }

    /** 7 or 8 digits, as a landline is said without its area code. */
    static boolean isLocalLandline(String digits) {
        return (digits.length() == 7 || digits.length() == 8)
                && digits.charAt(0) >= '2'
                && digits.indexOf('X') < 0
                && !isDate(digits);
    }

    /** Numbers that are everybody's: 110, 12345, 95598, 96123, 10086, 400 and 800. */
    static boolean isHotline(String digits) {
        return digits.matches("1[12]\\d|12\\d{3}|9[56]\\d{3,4}|100\\d{2}|[48]00\\d{0,7}");
    }
}
