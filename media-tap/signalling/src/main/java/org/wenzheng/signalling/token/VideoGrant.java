package org.wenzheng.signalling.token;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token allows: the claim {@code video}. Where a permission to publish, to subscribe or to send data is not
 * written it is given, as LiveKit has it.
 *
 * @param room the one room that it is about, empty for none
 * @param roomJoin may join the room
 * @param roomAdmin may call the room service on the room
 * @param roomCreate may create and delete rooms
 * @param roomList may list rooms
 * @param canPublish null means yes
 * @param canSubscribe null means yes
 * @param canPublishData null means yes
 * @param canPublishSources names such as {@code microphone}; null or empty means all
 * @param canUpdateOwnMetadata null means no
 * @param hidden is not shown to others
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record VideoGrant(
        @JsonProperty("room") @Nullable String room,
        @JsonProperty("roomJoin") boolean roomJoin,
        @JsonProperty("roomAdmin") boolean roomAdmin,
        @JsonProperty("roomCreate") boolean roomCreate,
        @JsonProperty("roomList") boolean roomList,
        @JsonProperty("canPublish") @Nullable Boolean canPublish,
        @JsonProperty("canSubscribe") @Nullable Boolean canSubscribe,
        @JsonProperty("canPublishData") @Nullable Boolean canPublishData,
        @JsonProperty("canPublishSources") @Nullable List<String> canPublishSources,
        @JsonProperty("canUpdateOwnMetadata") @Nullable Boolean canUpdateOwnMetadata,
        @JsonProperty("hidden") boolean hidden) {

    /** Joining one room with everything that a participant may do by default. */
    public static VideoGrant join(String room) {
        return new VideoGrant(room, true, false, false, false, null, null, null, null, null, false);
    }

    /** Managing one room: removing, muting, sending data, listing who is in it, deleting it. */
    public static VideoGrant administer(String room) {
        return new VideoGrant(room, false, true, true, true, null, null, null, null, null, false);
    }

    /** The room's name, empty when there is none. */
    public String roomName() {
        return room == null ? "" : room;
    }

    public boolean mayPublish() {
        return canPublish == null || canPublish;
    }

    /** Whether a source of that name, such as {@code microphone}, may be published. */
    public boolean mayPublish(String source) {
        return mayPublish()
                && (canPublishSources == null || canPublishSources.isEmpty() || canPublishSources.contains(source));
    }

    public boolean maySubscribe() {
        return canSubscribe == null || canSubscribe;
    }

    public boolean mayPublishData() {
        return canPublishData == null || canPublishData;
    }

    public boolean mayUpdateOwnMetadata() {
        return canUpdateOwnMetadata != null && canUpdateOwnMetadata;
    }
}
