package org.wenzheng.sfu.tap;

import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.sfu.room.Participant;

/** Of a voice every packet is taken while any consent holds, padding too: its numbers are not lost packets. */
final class VoiceTap extends LoopTap {

    VoiceTap(KafkaTaps taps, Participant publisher, TappedVoice voice) {
        super(taps, publisher, voice);
    }

    @Override
    public void packet(int layer, long sequence, RtpPacket packet, boolean startsKeyFrame, long now) {
        if (claims().anyConsent()) {
            take(sequence, packet, false, now);
        }
    }
}
