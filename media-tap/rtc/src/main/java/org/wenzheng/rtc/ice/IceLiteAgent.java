package org.wenzheng.rtc.ice;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of an ICE-lite agent: which credentials are valid, which path packets take, whether the other side is still there.
 * It sends nothing and knows no sockets; its owner verifies checks and tells it about the right ones.
 *
 * <p>The path is the one nominated last. It also follows a client that moved without nominating again, as behind a NAT that
 * forgot a binding: to an address never seen before once the old one has been silent for {@link #SILENCE_NEW}, and to a known one
 * after {@link #SILENCE_KNOWN}, which is longer than any agent pauses between checks of the path that it uses.
 *
 * <p>{@link #restart}, {@link #generation()} and {@link #previous()} may be called on any thread, all else on the room's.
 *
 * @param <P> what a path is, equal if it leads to the same place
 */
public final class IceLiteAgent<P> {
    /** Silence of the path after which a check from a new address moves it. */
    static final Duration SILENCE_NEW = Duration.ofSeconds(1);
    /** Silence of the path after which a check from an address already known moves it. */
    static final Duration SILENCE_KNOWN = Duration.ofSeconds(4);
    /** Paths that are remembered; the one longest unused is forgotten first. */
    static final int MAX_PATHS = 16;

    /** What becomes of paths. */
    public interface Listener<P> {
        /** Packets take this path from now on. */
        void selected(P path);

        /** This path counts no longer, and what comes over it is not the peer's until it is proved anew. */
        void forgotten(P path);
    }

    private final SecureRandom random;
    private final long oldCredentialsNanos;
    private final Listener<P> listener;
    /** Last sign of life by path, the longest unused first. */
    private final Map<P, Long> paths = new LinkedHashMap<>(8, 0.75f, true);

    private volatile IceGeneration current;
    private volatile @Nullable IceGeneration previous;
    private volatile long previousUntil;
    private @Nullable P selected;
    private int nominatedGeneration;
    private boolean checked;
    private long lastCheck;
    /** When something other than a check last came over the selected path; kept apart because packets come far more often. */
    private long lastHeard;

    /** An agent with fresh credentials; {@code oldCredentials} is how long those before a restart stay valid. */
    public IceLiteAgent(SecureRandom random, Duration oldCredentials, Listener<P> listener) {
        this.random = random;
        this.oldCredentialsNanos = oldCredentials.toNanos();
        this.listener = listener;
        current = new IceGeneration(IceCredentials.random(random), 0);
    }

    /** The generation to be told to the other side. */
    public IceGeneration generation() {
        return current;
    }

    /** The generation before, while it is valid. */
    public @Nullable IceGeneration previous() {
        return previous;
    }

    /**
     * Begins a new generation (RFC 8445, section 9). The path stays until one is nominated anew.
     *
     * @return the generation that is no longer valid at all, to be taken out of directories; null if there is none
     */
    public synchronized @Nullable IceGeneration restart(long now) {
        IceGeneration dropped = previous;
        previousUntil = now + oldCredentialsNanos;
        previous = current;
        current = new IceGeneration(IceCredentials.random(random), current.number() + 1);
        return dropped;
    }

    /** Drops the old generation once its time is over, and returns it then. */
    public synchronized @Nullable IceGeneration expire(long now) {
        IceGeneration old = previous;
        if (old == null || now - previousUntil < 0) {
            return null;
        }
        previous = null;
        return old;
    }

    /** The generation of that fragment, if it is valid. */
    public @Nullable IceGeneration generation(long ufragKey) {
        IceGeneration now = current;
        if (now.ufragKey() == ufragKey) {
            return now;
        }
        IceGeneration old = previous;
        return old != null && old.ufragKey() == ufragKey ? old : null;
    }

    /** A verified check of that generation came over a path. */
    public void checked(IceGeneration generation, P path, boolean nominated, long now) {
        checked = true;
        lastCheck = now;
        boolean known = paths.put(path, now) != null;
        P chosen = selected;
        if (chosen == null
                || (!path.equals(chosen) && (nominates(generation, nominated) || silent(chosen, known, now)))) {
            selected = path;
            lastHeard = now;
            listener.selected(path);
        }
        if (nominated) {
            nominatedGeneration = Math.max(nominatedGeneration, generation.number());
        }
        if (paths.size() > MAX_PATHS) {
            forgetOne();
        }
    }

    private boolean nominates(IceGeneration generation, boolean nominated) {
        return nominated && generation.number() >= nominatedGeneration;
    }

    private boolean silent(P path, boolean otherIsKnown, long now) {
        Long seen = peek(path);
        Duration allowed = otherIsKnown ? SILENCE_KNOWN : SILENCE_NEW;
        return seen == null || now - Math.max(seen, lastHeard) >= allowed.toNanos();
    }

    /** Looks without counting as use. */
    private @Nullable Long peek(P path) {
        for (Map.Entry<P, Long> entry : paths.entrySet()) {
            if (entry.getKey().equals(path)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private void forgetOne() {
        for (P path : paths.keySet()) {
            if (!path.equals(selected)) {
                paths.remove(path);
                listener.forgotten(path);
                return;
            }
        }
    }

    /** Something authentic other than a check came over the path in use. */
    public void heard(long now) {
        lastHeard = now;
    }

    /** A path ceased to exist, as a closed connection does. The next check, over whatever path, chooses another. */
    public void lost(P path) {
        if (paths.remove(path) != null) {
            listener.forgotten(path);
        }
        if (path.equals(selected)) {
            selected = null;
        }
    }

    /** Where packets go; null before the first check. */
    public @Nullable P selected() {
        return selected;
    }

    /** All paths that count. */
    public Iterable<P> paths() {
        return paths.keySet();
    }

    /** Whether a verified check ever came. */
    public boolean reached() {
        return checked;
    }

    /** Nanoseconds since the last verified check; meaningless before the first. */
    public long sinceCheck(long now) {
        return now - lastCheck;
    }
}
