package org.wenzheng.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.replay.audio.Voice;

/**
 * Somebody in a replayed call.
 *
 * @param participant id within the call, such as {@code citizen}, or {@code citizen-2} for a second one
 * @param role what the speaker is to the call
 * @param voice what the speaker says
 */
record Speaker(String participant, Role role, Voice voice) {

    /** The id of the speaker's only track. */
    String track() {
        return participant + "-audio";
    }

    /** Names the speakers of a call by their roles; the same roles always give the same names. */
    static List<Speaker> name(List<Role> roles, List<Voice> voices) {
        List<Speaker> speakers = new ArrayList<>();
        for (int i = 0; i < voices.size(); i++) {
            Role role = roles.get(i);
            long before = roles.subList(0, i).stream().filter(role::equals).count();
            String name = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
            speakers.add(new Speaker(before == 0 ? name : name + "-" + (before + 1), role, voices.get(i)));
        }
        return speakers;
    }
}
