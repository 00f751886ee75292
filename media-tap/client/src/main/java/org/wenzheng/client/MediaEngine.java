package org.wenzheng.client;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.function.UnaryOperator;

/**
 * libwebrtc's factories, to be shared by all participants of a process: one that sends, without any device, and one that
 * receives, whose device without hardware pulls what is heard every 10 ms.
 */
public final class MediaEngine implements AutoCloseable {

    private final AudioDeviceModuleBase silentDevice = new AudioDeviceModule(AudioLayer.kDummyAudio);
    private final AudioDeviceModuleBase pullingDevice = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory sending = new PeerConnectionFactory(silentDevice);
    private final PeerConnectionFactory receiving = new PeerConnectionFactory(pullingDevice);

    private final UnaryOperator<String> theirDescription;

    /** An engine for ordinary calls. */
    public MediaEngine() {
        this(UnaryOperator.identity());
    }

    /**
     * An engine that reads changed descriptions of the other side, as a measurement needs that leads media over a relay of its
     * own.
     *
     * @param theirDescription gives the session description that libwebrtc is to read
     */
    public MediaEngine(UnaryOperator<String> theirDescription) {
        this.theirDescription = theirDescription;
    }

    String described(String sdp) {
        return theirDescription.apply(sdp);
    }

    PeerConnectionFactory sending() {
        return sending;
    }

    PeerConnectionFactory receiving() {
        return receiving;
    }

    /** Frees the factories; every participant must have been closed before. */
    @Override
    public void close() {
        sending.dispose();
        receiving.dispose();
        silentDevice.dispose();
        pullingDevice.dispose();
    }
}
