package org.wenzheng.replay;

import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.Origin;

/**
 * What the operator states about a replayed call.
 *
 * @param title what to call it, for people
 * @param office the office that took the call; empty if unknown, as the next three
 * @param district the office's district
 * @param department the department that the call concerns
 * @param matter the service item
 * @param language BCP 47 tag of what is spoken
 * @param origin {@code REPLAY} or {@code DEMO}
 * @param consents what the speakers agreed to, on the operator's word
 * @param syntheticSpeech whether the voices are made, not people's
 */
public record CallDetails(
        String title,
        String office,
        String district,
        String department,
        String matter,
        String language,
        Origin origin,
        Consents consents,
        boolean syntheticSpeech) {

    /** The consents of a replay unless the operator states others: all three. */
    public static final Consents ALL_CONSENTS = Consents.newBuilder()
            .setAnswer(true)
            .setRecord(true)
            .setAnalyse(true)
            .build();

    /** Checks what has to be there. */
    public CallDetails {
        if (language.isBlank()) {
            throw new IllegalArgumentException("a call has a language, such as \"zh\"");
        }
    }

    /** A replay in Mandarin of which nothing is known but its title, with all consents. */
    public static CallDetails titled(String title) {
        return new CallDetails(title, "", "", "", "", "zh", Origin.REPLAY, ALL_CONSENTS, false);
    }

    /** The same with other consents. */
    public CallDetails withConsents(Consents others) {
        return new CallDetails(title, office, district, department, matter, language, origin, others, syntheticSpeech);
    }

    /** The same in another language. */
    public CallDetails withLanguage(String other) {
        return new CallDetails(title, office, district, department, matter, other, origin, consents, syntheticSpeech);
    }
}
