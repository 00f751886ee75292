package org.wenzheng.sfu.room;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;

/** All rooms by name. Safe for any thread; each room itself is touched on its own event loop only. */
public final class Rooms {

    private final RoomContext context;
    private final ConcurrentMap<String, Room> rooms = new ConcurrentHashMap<>();
    private final Statements statements = new Statements();
    private final AtomicInteger turn = new AtomicInteger();

    public Rooms(RoomContext context) {
        this.context = context;
    }

    /**
     * Begins a client's session in a room, which opens if it is not there.
     *
     * @throws RefusedException when there are too many rooms
     */
    public SignalSession connect(Joining joining, SignalLink link) throws RefusedException {
        check(joining.room());
        SignalSession session = new SignalSession(this, joining, link);
        session.open();
        return session;
    }

    /**
     * Looks whether a room could be entered.
     *
     * @throws RefusedException when it would have to be opened and there are too many
     */
    public void check(String name) throws RefusedException {
        if (!rooms.containsKey(name) && rooms.size() >= context.limits().rooms()) {
            throw new RefusedException(
                    503, "this server has its limit of " + context.limits().rooms() + " rooms; try later");
        }
    }

    /** The room of that name, or null. */
    public @Nullable Room find(String name) {
        return rooms.get(name);
    }

    /** All rooms at this moment. */
    public Collection<Room> all() {
        return new ArrayList<>(rooms.values());
    }

    /** Lets everybody in every room know that the server stops, and ends the rooms. */
    public void close() {
        all().forEach(room -> room.loop().execute(room::shutDown));
    }

    Room open(String name) {
        return rooms.computeIfAbsent(name, key -> new Room(this, context, key, nextLoop()));
    }

    Statements statements() {
        return statements;
    }

    void closed(Room room) {
        rooms.remove(room.name(), room);
    }

    private EventLoop nextLoop() {
        List<EventLoop> loops = context.port().eventLoops();
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }
}
