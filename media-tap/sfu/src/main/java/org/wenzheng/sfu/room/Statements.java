package org.wenzheng.sfu.room;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What servers have said of participants since their tokens were given out, such as a consent withdrawn. It outlives the
 * room: whoever joins anew with the old token, even into a room that had closed in between, is who the server last said. A
 * room's name is a call's id and never used again, so that the oldest are forgotten by number. Safe for any thread.
 */
final class Statements {

    private static final int ROOMS = 10_000;
    private static final int IDENTITIES_A_ROOM = 1_000;

    private final Map<String, Map<String, Map<String, String>>> byRoom = oldestForgotten(ROOMS);

    private static <V> Map<String, V> oldestForgotten(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** All attributes of a participant as they now are: the whole of them, since a consent is also withdrawn by absence. */
    synchronized void say(String room, String identity, Map<String, String> attributes) {
        byRoom.computeIfAbsent(room, name -> oldestForgotten(IDENTITIES_A_ROOM))
                .put(identity, new HashMap<>(attributes));
    }

    /** What was last said, or null if nothing was. */
    synchronized @Nullable Map<String, String> of(String room, String identity) {
        Map<String, Map<String, String>> said = byRoom.get(room);
        return said == null ? null : said.get(identity);
    }
}
