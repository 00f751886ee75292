package org.wenzheng.sfu.room;

/** Descriptions of clients, as short as can be. */
final class Offers {

    private Offers() {}

    static String microphone(String who) {
        return head(who, 2)
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendonly\r\na=msid:s mic\r\n"
                + "a=rtpmap:111 opus/48000/2\r\na=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
                + "a=extmap:2 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\na=ssrc:1000 cname:c\r\n";
    }

    static String camera(String who) {
        return head(who, 2)
                + "m=video 9 UDP/TLS/RTP/SAVPF 98 96 97\r\na=mid:0\r\na=sendonly\r\na=msid:s cam\r\n"
                + "a=rtpmap:98 AV1/90000\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n"
                + "a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
                + "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
                + "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\r\n"
                + "a=rid:q send\r\na=rid:h send\r\na=rid:f send\r\na=simulcast:send q;h;f\r\n";
    }

    static String nothing(String who) {
        return head(who, 3)
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=inactive\r\na=rtpmap:111 opus/48000/2\r\n";
    }

    static String answer(String who) {
        return head(who, 2) + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\na=sctp-port:5000\r\n";
    }

    /** A single connection: data, a free audio and a free video section. */
    static String free(String who, String usernameFragment) {
        return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-ufrag:" + usernameFragment + who
                + "\r\na=ice-pwd:passwordOfTwentyTwoChars\r\na=fingerprint:sha-256 " + Stage.FINGERPRINT
                + "\r\na=setup:actpass\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 109\r\na=mid:1\r\na=recvonly\r\na=rtpmap:109 opus/48000/2\r\n"
                + "m=video 9 UDP/TLS/RTP/SAVPF 120 121\r\na=mid:2\r\na=recvonly\r\na=rtpmap:120 VP8/90000\r\n"
                + "a=rtpmap:121 rtx/90000\r\na=fmtp:121 apt=120\r\n";
    }

    private static String head(String who, int version) {
        return "v=0\r\no=- 1 " + version + " IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-ufrag:ufrag" + who
                + "\r\na=ice-pwd:passwordOfTwentyTwoChars\r\na=fingerprint:sha-256 " + Stage.FINGERPRINT
                + "\r\na=setup:active\r\n";
    }
}
