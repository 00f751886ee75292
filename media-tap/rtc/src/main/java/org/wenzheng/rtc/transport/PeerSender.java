package org.wenzheng.rtc.transport;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.dtls.DtlsAssociation;
import org.wenzheng.rtc.srtp.SrtpProfile;
import org.wenzheng.rtc.srtp.SrtpSession;

/** What goes to a peer: put together in the loop's scratch space, encrypted there, and copied into the run that is sent next. */
final class PeerSender {
    private static final int MAX_PLAIN = MediaLoop.MAX_PACKET - SrtpProfile.MAX_OVERHEAD;

    private final RemotePeer peer;
    private final MediaLoop loop;
    private final DtlsAssociation dtls;
    private final DropCounter drops;
    private final SendRun run;
    private @Nullable SrtpSession srtp;
    private long rtp;
    private long rtpBytes;
    private long rtcp;
    private long sctp;

    PeerSender(RemotePeer peer, MediaLoop loop, DtlsAssociation dtls, DropCounter drops) {
        this.peer = peer;
        this.loop = loop;
        this.dtls = dtls;
        this.drops = drops;
        run = new SendRun(loop, drops);
    }

    void connect(SrtpSession session) {
        srtp = session;
    }

    void moveTo(@Nullable Path path) {
        run.moveTo(path);
    }

    boolean sendRtp(ByteBuf packet, int index, int length) {
        SrtpSession session = session();
        if (session == null || refused(length)) {
            return false;
        }
        packet.getBytes(index, loop.scratch(), 0, length);
        return protectRtp(session, length);
    }

    boolean sendRtp(ByteBuf packet, int ssrc, int payloadType, int sequenceNumber, int timestamp) {
        SrtpSession session = session();
        int length = packet.readableBytes();
        if (session == null || refused(length)) {
            return false;
        }
        byte[] scratch = loop.scratch();
        packet.getBytes(packet.readerIndex(), scratch, 0, length);
        scratch[1] = (byte) ((scratch[1] & 0x80) | (payloadType & 0x7F));
        scratch[2] = (byte) (sequenceNumber >> 8);
        scratch[3] = (byte) sequenceNumber;
        i32(scratch, 4, timestamp);
        i32(scratch, 8, ssrc);
        return protectRtp(session, length);
    }

    boolean sendRtp(ByteBuf head, ByteBuf packet, int tailIndex, int tailLength) {
        SrtpSession session = session();
        int headLength = head.readableBytes();
        int length = headLength + tailLength;
        if (session == null || refused(length)) {
            return false;
        }
        head.getBytes(head.readerIndex(), loop.scratch(), 0, headLength);
        packet.getBytes(tailIndex, loop.scratch(), headLength, tailLength);
        return protectRtp(session, length);
    }

    private boolean protectRtp(SrtpSession session, int length) {
        int encrypted = session.protectRtp(loop.scratch(), 0, length);
        if (encrypted < 0) {
            drops.add(Drop.NOT_ENCRYPTED);
            return false;
        }
        rtp++;
        rtpBytes += length;
        return queue(loop.scratch(), 0, encrypted);
    }

    boolean sendRtcp(ByteBuf packet) {
        SrtpSession session = session();
        int length = packet.readableBytes();
        if (session == null || refused(length)) {
            return false;
        }
        packet.getBytes(packet.readerIndex(), loop.scratch(), 0, length);
        int encrypted = session.protectRtcp(loop.scratch(), 0, length);
        if (encrypted < 0) {
            drops.add(Drop.NOT_ENCRYPTED);
            return false;
        }
        rtcp++;
        return queue(loop.scratch(), 0, encrypted);
    }

    boolean sendSctp(ByteBuf packet) {
        int length = packet.readableBytes();
        if (length > Peer.MAX_SCTP_LENGTH) {
            drops.add(Drop.TOO_LONG);
            return false;
        }
        packet.getBytes(packet.readerIndex(), loop.scratch(), 0, length);
        if (srtp == null || !dtls.send(loop.scratch(), 0, length)) {
            drops.add(Drop.NOT_CONNECTED);
            return false;
        }
        sctp++;
        return true;
    }

    /** Sends DTLS records as they are. */
    void sendRecord(byte[] bytes, int offset, int length) {
        queue(bytes, offset, length);
    }

    private boolean queue(byte[] bytes, int offset, int length) {
        boolean first = run.isEmpty();
        if (!run.append(bytes, offset, length)) {
            drops.add(Drop.NOT_CONNECTED);
            return false;
        }
        if (first) {
            loop.markDirty(peer);
        }
        return true;
    }

    private @Nullable SrtpSession session() {
        SrtpSession session = srtp;
        if (session == null) {
            drops.add(Drop.NOT_CONNECTED);
        }
        return session;
    }

    private boolean refused(int length) {
        if (length > MAX_PLAIN) {
            drops.add(Drop.TOO_LONG);
            return true;
        }
        return false;
    }

    private static void i32(byte[] to, int at, int value) {
        to[at] = (byte) (value >> 24);
        to[at + 1] = (byte) (value >> 16);
        to[at + 2] = (byte) (value >> 8);
        to[at + 3] = (byte) value;
    }

    void emit() {
        run.emit();
    }

    void close() {
        run.clear();
        SrtpSession session = srtp;
        srtp = null;
        if (session != null) {
            session.close();
        }
    }

    long rtp() {
        return rtp;
    }

    long rtpBytes() {
        return rtpBytes;
    }

    long rtcp() {
        return rtcp;
    }

    long sctp() {
        return sctp;
    }

    long writes() {
        return run.writes();
    }
}
