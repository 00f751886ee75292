package org.wenzheng.signalling.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The formats of a section while it is read: their attributes come in any order, the {@code m=} line says the order. */
final class FormatTable {

    private final Map<Integer, Draft> drafts = new LinkedHashMap<>();
    private int feedback;

    void offered(int payloadType) {
        drafts.putIfAbsent(payloadType, new Draft());
    }

    void map(int payloadType, String name, int clockRate, int channels) {
        Draft draft = drafts.get(payloadType);
        if (draft != null) {
            draft.name = name;
            draft.clockRate = clockRate;
            draft.channels = channels;
        }
    }

    void parameters(int payloadType, String parameters) {
        Draft draft = drafts.get(payloadType);
        if (draft != null) {
            draft.parameters = parameters;
        }
    }

    void feedback(int payloadType, String value) {
        Draft draft = drafts.get(payloadType);
        if (draft != null) {
            draft.feedback.add(value);
            feedback++;
        }
    }

    int size() {
        return feedback;
    }

    /** Gives the section its formats; those without {@code rtpmap} are static ones that nobody here uses. */
    void addTo(MediaDescription.Builder builder) {
        drafts.forEach((payloadType, draft) -> {
            if (!draft.name.isEmpty()) {
                builder.codec(new RtpCodec(
                        payloadType, draft.name, draft.clockRate, draft.channels, draft.parameters, draft.feedback));
            }
        });
    }

    private static final class Draft {
        private String name = "";
        private int clockRate;
        private int channels = 1;
        private String parameters = "";
        private final List<String> feedback = new ArrayList<>();
    }
}
