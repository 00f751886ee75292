package org.wenzheng.search.app.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.wenzheng.search.app.problem.ProblemException;

/**
 * The offices' clock; the default stands in {@code application.yml}.
 *
 * @param zone whose days are meant where a request names a day
 */
@ConfigurationProperties("wenzheng.time")
public record OfficeTime(ZoneId zone) {

    private static final int LENGTH_OF_DAY = "2026-11-25".length();

    /** The day that an instant is of. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /**
     * When a range begins, inclusive: an instant with its offset, or the begin of a day; null where none is given.
     *
     * @param name of the parameter, for the problem
     * @throws ProblemException 400 when the text is neither
     */
    public @Nullable Instant from(String name, String text) {
        return instant(name, text, 0);
    }

    /** When a range ends, exclusive: an instant with its offset, or the end of a day; else as {@link #from}. */
    public @Nullable Instant to(String name, String text) {
        return instant(name, text, 1);
    }

    private @Nullable Instant instant(String name, String text, int plusDays) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return text.length() == LENGTH_OF_DAY
                    ? LocalDate.parse(text)
                            .plusDays(plusDays)
                            .atStartOfDay(zone)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(name + " must read like 2026-11-25 or 2026-11-25T08:00:00+08:00.");
        }
    }
}
