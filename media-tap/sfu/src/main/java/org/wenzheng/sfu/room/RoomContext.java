package org.wenzheng.sfu.room;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.wenzheng.rtc.transport.MediaPort;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.TokenIssuer;

/**
 * What all rooms share.
 *
 * @param port of the media
 * @param limits of rooms and participants
 * @param ids safe for any thread
 * @param tokens renews the tokens of participants that stay long
 * @param taps where calls are mirrored to
 * @param strangers what participants are whose tokens say nothing of it: nobody whom the product invited, no consent
 * @param clock wall clock
 * @param nanos monotonic nanoseconds, the port's
 */
public record RoomContext(
        MediaPort port,
        RoomLimits limits,
        Ids ids,
        TokenIssuer tokens,
        Taps taps,
        CallClaims strangers,
        Clock clock,
        LongSupplier nanos) {}
