package org.wenzheng.search.app.recordingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    private static final byte[] KEY = {1, 2, 3, 4};

    @TempDir
    Path folder;

    @Test
    void isMadeOnceForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("config/master.key");
        String wrapped = MasterKey.open(file, true).wrap("call", KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKey.open(file, true).unwrap("call", wrapped)).isEqualTo(KEY);
    }

    @Test
    void wrapsForOneCallAndDifferentlyEachTime() {
        MasterKey master = MasterKey.open(folder.resolve("master.key"), true);
        String wrapped = master.wrap("call", KEY);
        assertThat(wrapped).isNotEqualTo(master.wrap("call", KEY));
        assertThatThrownBy(() -> master.unwrap("other", wrapped)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLostKeyIsNotReplacedWhileRecordingsNeedIt() {
        assertThatThrownBy(() -> MasterKey.open(folder.resolve("lost.key"), false))
                .hasMessageContaining("Put it back")
                .hasMessageContaining("WENZHENG_MASTER_KEY_FILE");
    }

    @Test
    void aFileThatIsNoKeyOrOpenToOthersIsRefused() throws Exception {
        Path file = folder.resolve("master.key");
        Files.writeString(file, "c2hvcnQ=");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MasterKey.open(file, true)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> MasterKey.open(file, true)).hasMessageContaining("not 32");
        Files.writeString(file, "§");
        assertThatThrownBy(() -> MasterKey.open(file, true)).hasMessageContaining("no Base64");
    }
}
