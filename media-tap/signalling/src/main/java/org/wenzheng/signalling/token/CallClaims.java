package org.wenzheng.signalling.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the token's issuer alone says about a participant of a call, carried as attributes of the prefix
 * {@link #RESERVED}, which no client can set.
 *
 * @param role what the participant is
 * @param answer consent: transient recognition, for captions and the digital human; nothing is kept
 * @param record consent: the recording is kept
 * @param analyse consent: the redacted text is indexed
 * @param document window staff asked to see a document: the camera's pictures are mirrored too
 * @param callStartedAtMs unix milliseconds of the call's start, 0 when not said
 * @param language BCP 47 tag of the call, empty when not said
 */
public record CallClaims(
        CallRole role,
        boolean answer,
        boolean record,
        boolean analyse,
        boolean document,
        long callStartedAtMs,
        String language) {

    /** Prefix of attributes that come from tokens and the server only. */
    public static final String RESERVED = "wenzheng.";

    private static final String ROLE = RESERVED + "role";
    private static final String CONSENTS = RESERVED + "consents";
    private static final String DOCUMENT = RESERVED + "document";
    private static final String STARTED = RESERVED + "call-started-ms";
    private static final String LANGUAGE = RESERVED + "language";

    /** Nothing said, no consent. */
    public static final CallClaims NONE = new CallClaims(CallRole.UNSPECIFIED, false, false, false, false, 0, "");

    /** Whether any consent was given; without one nothing of the participant leaves the room. */
    public boolean anyConsent() {
        return answer || record || analyse;
    }

    /** The same with other consents. */
    public CallClaims withConsents(boolean toAnswer, boolean toRecord, boolean toAnalyse) {
        return new CallClaims(role, toAnswer, toRecord, toAnalyse, document, callStartedAtMs, language);
    }

    /** The same after window staff has begun or ended to look at a document. */
    public CallClaims withDocument(boolean shown) {
        return new CallClaims(role, answer, record, analyse, shown, callStartedAtMs, language);
    }

    /** Whether pictures may be kept: transient recognition has no use for them. */
    public boolean anyKept() {
        return record || analyse;
    }

    /** As attributes of a token. */
    public Map<String, String> toAttributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(ROLE, role.claim());
        StringBuilder consents = new StringBuilder();
        consent(consents, answer, "answer");
        consent(consents, record, "record");
        consent(consents, analyse, "analyse");
        attributes.put(CONSENTS, consents.toString());
        attributes.put(DOCUMENT, document ? "true" : "");
        if (callStartedAtMs > 0) {
            attributes.put(STARTED, Long.toString(callStartedAtMs));
        }
        if (!language.isEmpty()) {
            attributes.put(LANGUAGE, language);
        }
        return attributes;
    }

    /** From a token's attributes; what is not understood counts as not said, so that it never gives a consent. */
    public static CallClaims of(Map<String, String> attributes) {
        List<String> consents = List.of(attributes.getOrDefault(CONSENTS, "").split(" "));
        return new CallClaims(
                CallRole.of(attributes.getOrDefault(ROLE, "")),
                consents.contains("answer"),
                consents.contains("record"),
                consents.contains("analyse"),
                attributes.getOrDefault(DOCUMENT, "").equals("true"),
                milliseconds(attributes.getOrDefault(STARTED, "")),
                attributes.getOrDefault(LANGUAGE, ""));
    }

    private static void consent(StringBuilder out, boolean given, String name) {
        if (given) {
            out.append(out.isEmpty() ? "" : " ").append(name);
        }
    }

    private static long milliseconds(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
