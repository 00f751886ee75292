package org.wenzheng.models.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts stand for the clients, so that no registry is asked. */
class InstalledPackageClientsTest {
    private static final FilePart WHEEL = new FilePart(FilePart.Origin.PIP, "some-weights", "1.2.0", "w/part.bin");

    @TempDir
    Path folder;

    @Test
    void aWheelIsDownloadedWithoutDependenciesAndWithoutBuildingAnything() throws Exception {
        String client = script("echo \"$@\" > said; touch some_weights-1.2.0-py3-none-any.whl");
        assertThat(bring(List.of(client)).getFileName()).hasToString("some_weights-1.2.0-py3-none-any.whl");
        assertThat(Files.readString(folder.resolve("work/said")))
                .contains("download", "--no-deps", "--only-binary=:all:", "some-weights==1.2.0");
    }

    @Test
    void theNextNameIsTriedWhereAClientIsNotInstalled() throws Exception {
        String withoutPip = script("echo 'python3: No module named pip' >&2; exit 1");
        String client = script("touch some.whl");
        assertThat(bring(List.of("wenzheng-no-such-client"), List.of(withoutPip), List.of(client)))
                .exists();
        assertThatThrownBy(() -> bring(List.of("wenzheng-no-such-client")))
                .isInstanceOf(ModelStoreException.Permanent.class)
                .hasMessageContaining("apt-get install python3-pip");
    }

    @Test
    void aPackageThatIsNotThereIsPermanentAndABrokenNetworkIsNot() throws Exception {
        String unknown = script("echo 'ERROR: No matching distribution found for some-weights' >&2; exit 1");
        assertThatThrownBy(() -> bring(List.of(unknown)))
                .isInstanceOf(ModelStoreException.Permanent.class)
                .hasMessageContaining("some-weights==1.2.0")
                .hasMessageContaining("No matching distribution");
        String offline = script("echo 'WARNING: Retrying after connection broken'; echo 'ERROR: No matching"
                + " distribution found' >&2; exit 1");
        assertThatThrownBy(() -> bring(List.of(offline))).isInstanceOf(ModelStoreException.Transient.class);
    }

    @Test
    void aClientThatBringsNothingIsEnded() throws Exception {
        String stuck = script("sleep 60");
        assertThatThrownBy(() -> bring(Duration.ofMillis(1), List.of(stuck)))
                .isInstanceOf(ModelStoreException.Transient.class)
                .hasMessageContaining("brought nothing");
    }

    @SafeVarargs
    private Path bring(List<String>... commands) throws Exception {
        return bring(Duration.ofMinutes(1), commands);
    }

    @SafeVarargs
    private Path bring(Duration stall, List<String>... commands) throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        return new InstalledPackageClients(stall, Map.of(FilePart.Origin.PIP, List.of(commands)))
                .bring(WHEEL, work, bytes -> {});
    }

    private String script(String body) throws Exception {
        Path script = Files.createTempFile(folder, "client", ".sh");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }
}
