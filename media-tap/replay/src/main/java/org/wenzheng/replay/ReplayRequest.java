package org.wenzheng.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.wenzheng.media.records.v1.Role;

/**
 * Which recordings are to be replayed as one call, and how.
 *
 * @param files one mono or stereo file, or a file a speaker that all begin at the same moment
 * @param roles who speaks in each file; may be empty, then a stereo file is citizen left and staff right, a mono file
 *     a citizen, and of several files the first is the citizen and the others are staff. A stereo file with a stated role is mixed into one
 *     voice
 * @param at when the call began; the moment of the replay if empty
 * @param speed times real time, paced by the clock; as fast as Kafka takes it if empty
 * @param call what is stated about the call
 */
public record ReplayRequest(
        List<Path> files, List<Role> roles, Optional<Instant> at, OptionalDouble speed, CallDetails call) {

    /** Checks that the parts agree. */
    public ReplayRequest {
        files = List.copyOf(files);
        roles = List.copyOf(roles);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("Name at least one file to replay.");
        }
        if (!roles.isEmpty() && roles.size() != files.size()) {
            throw new IllegalArgumentException("There are " + files.size() + " files but " + roles.size()
                    + " roles. Give a role a file, or none.");
        }
        if (roles.contains(Role.ROLE_UNSPECIFIED) || roles.contains(Role.UNRECOGNIZED)) {
            throw new IllegalArgumentException("A role is citizen, staff, digital_human or guest.");
        }
        new ReplayOptions(at, speed, call); // checks the speed
    }

    /** The parts that do not concern the files. */
    public ReplayOptions options() {
        return new ReplayOptions(at, speed, call);
    }

    /** These files as a call titled by the first one's name: now, with all consents, as fast as it goes. */
    public static ReplayRequest of(List<Path> files) {
        String title = files.isEmpty() ? "" : files.get(0).getFileName().toString();
        return new ReplayRequest(files, List.of(), Optional.empty(), OptionalDouble.empty(), CallDetails.titled(title));
    }

    /** The same with other roles. */
    public ReplayRequest withRoles(List<Role> others) {
        return new ReplayRequest(files, others, at, speed, call);
    }

    /** The same, begun at another time. */
    public ReplayRequest at(Instant start) {
        return new ReplayRequest(files, roles, Optional.of(start), speed, call);
    }

    /** The same, paced. */
    public ReplayRequest atSpeed(double times) {
        return new ReplayRequest(files, roles, at, OptionalDouble.of(times), call);
    }

    /** The same with other statements. */
    public ReplayRequest withCall(CallDetails other) {
        return new ReplayRequest(files, roles, at, speed, other);
    }
}
