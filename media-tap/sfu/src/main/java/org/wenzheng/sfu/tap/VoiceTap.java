package org.wenzheng.sfu.tap;

import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.sfu.room.Participant;

/** Of a voice every packet is taken while any consent holds. */
final class VoiceTap extends LoopTap {

    VoiceTap(KafkaTaps taps, Participant publisher, TappedVoice voice) {
        super(taps, publisher, voice);
    }

    @Override
    public void packet(int layer, long sequence, RtpPacket packet, boolean startsKeyFrame, long now) {
        if (packet.payloadLength() > 0 && claims().anyConsent()) {
            take(sequence, packet, false, now);
        }
    }
}
