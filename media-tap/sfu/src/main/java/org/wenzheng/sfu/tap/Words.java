package org.wenzheng.sfu.tap;

import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

/** Roles and consents in the words of the records. */
final class Words {

    private Words() {}

    static Role role(CallRole role) {
        return switch (role) {
            case CITIZEN -> Role.CITIZEN;
            case STAFF -> Role.STAFF;
            case DIGITAL_HUMAN -> Role.DIGITAL_HUMAN;
            case GUEST -> Role.GUEST;
            case UNSPECIFIED -> Role.ROLE_UNSPECIFIED;
        };
    }

    static Consents consents(CallClaims claims) {
        return Consents.newBuilder()
                .setAnswer(claims.answer())
                .setRecord(claims.record())
                .setAnalyse(claims.analyse())
                .build();
    }
}
