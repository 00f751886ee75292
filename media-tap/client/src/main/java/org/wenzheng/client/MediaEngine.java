package org.wenzheng.client;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;

/**
 * libwebrtc's factories, to be shared by all participants of a process: one that sends, without any device, and one that
 * receives, whose device without hardware pulls what is heard every 10 ms.
 */
public final class MediaEngine implements AutoCloseable {

    private final AudioDeviceModuleBase silentDevice = new AudioDeviceModule(AudioLayer.kDummyAudio);
    private final AudioDeviceModuleBase pullingDevice = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory sending = new PeerConnectionFactory(silentDevice);
    private final PeerConnectionFactory receiving = new PeerConnectionFactory(pullingDevice);

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
