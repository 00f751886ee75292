package org.wenzheng.search.app.recordingkey;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the master key lies; the default stands in {@code application.yml}.
 *
 * @param masterKeyFile outside the data folder, so that a copy of that folder holds no sound
 */
@ConfigurationProperties("wenzheng.recording-key")
record RecordingKeySettings(Path masterKeyFile) {}
