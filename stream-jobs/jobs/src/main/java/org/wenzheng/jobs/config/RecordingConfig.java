package org.wenzheng.jobs.config;

import java.io.Serializable;
import java.net.URI;

/**
 * Where recordings go and who gives their keys.
 *
 * @param recordings folder of chunks, {@code file://} or another scheme that Flink has a file system for
 * @param searchApi asked for a key a call
 * @param tokenFile bearer token for that, one line
 */
public record RecordingConfig(URI recordings, URI searchApi, String tokenFile) implements Serializable {

    public RecordingConfig {
        Setting.require(
                recordings.getScheme() != null,
                "RECORDINGS_URL is '%s': give a URL such as file:///srv/wenzheng/recordings",
                recordings);
    }
}
