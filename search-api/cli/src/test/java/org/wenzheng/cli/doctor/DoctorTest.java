package org.wenzheng.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.ProcessSpec;

class DoctorTest {

    @TempDir
    Path folder;

    @Test
    void tellsATakenPortAndWhatToDo() throws Exception {
        Home home = new Home(folder, folder.resolve("var"));
        try (ServerSocket stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Doctor doctor = new Doctor(home, List.of(process(stranger.getLocalPort())));

            assertThatThrownBy(doctor::requireHealthy)
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.exitCode()).isEqualTo(3))
                    .hasMessageContaining("Port " + stranger.getLocalPort())
                    .hasMessageContaining("KAFKA_PORT=N");
        }
    }

    @Test
    void findsAFreePortWell() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Doctor doctor = new Doctor(new Home(folder, folder.resolve("var")), List.of(process(port)));

        assertThat(doctor.look())
                .filteredOn(f -> f.what().equals("port " + port))
                .singleElement()
                .satisfies(f -> assertThat(f.well()).isTrue());
    }

    private ProcessSpec process(int port) {
        return new ProcessSpec("local-kafka", port, List.of("true"), Map.of(), folder, () -> false);
    }
}
