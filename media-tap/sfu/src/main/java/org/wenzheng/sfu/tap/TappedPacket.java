package org.wenzheng.sfu.tap;

import org.wenzheng.signalling.token.CallClaims;

/**
 * A packet as it lay in the ring.
 *
 * @param sequence extended
 * @param timestamp 32 bits
 * @param marker whether it ends a picture
 * @param payload that nobody changes
 * @param claims when it came
 * @param arrivalUs unix microseconds
 * @param arrival nanoseconds
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is; nobody compares packets
record TappedPacket(
        long sequence,
        int timestamp,
        boolean marker,
        byte[] payload,
        CallClaims claims,
        long arrivalUs,
        long arrival) {}
