package org.wenzheng.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.cli.Home;

class SupervisorTest {

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."), Path.of("."));
    private ProcessTable table = new ProcessTable(home);
    private final AtomicBoolean firstReady = new AtomicBoolean(true);
    private Supervisor supervisor = new Supervisor(home, List.of(), Clock.systemUTC());

    @BeforeEach
    void prepare() throws Exception {
        home = new Home(folder, folder.resolve("var"));
        home.prepare();
        table = new ProcessTable(home);
    }

    @AfterEach
    void stopEverything() {
        supervisor.stop();
    }

    private void supervise() {
        supervisor = new Supervisor(
                home, List.of(spec("first", firstReady::get), spec("second", () -> true)), Clock.systemUTC());
        Thread thread = new Thread(() -> {
            try {
                supervisor.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private ProcessSpec spec(String name, ReadinessProbe probe) {
        return new ProcessSpec(name, 0, List.of("tail", "-f", "/dev/null"), Map.of(), folder, probe);
    }

    private ProcessTable.Entry entry(String name) throws Exception {
        return table.read().processes().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElse(new ProcessTable.Entry(name, 0, 0, 0, "absent", 0));
    }

    private void awaitReady(String name) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(entry(name).health()).isEqualTo("ready"));
    }

    @Test
    void startsTheSecondOnlyWhenTheFirstIsReady() throws Exception {
        firstReady.set(false);
        supervise();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(entry("first").health()).isEqualTo("starting"));
        assertThat(entry("second").pid()).isZero();

        firstReady.set(true);

        awaitReady("second");
    }

    @Test
    void restartsWhatWasKilledAndCountsIt() throws Exception {
        supervise();
        awaitReady("second");
        long before = entry("first").pid();

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(entry("first").health()).isEqualTo("ready");
            assertThat(entry("first").pid()).isNotEqualTo(before);
            assertThat(entry("first").restarts()).isEqualTo(1);
        });
    }

    @Test
    void takesOverWhatAKilledSupervisorLeft() throws Exception {
        Process left = new ProcessBuilder("tail", "-f", "/dev/null").start();
        long started = ProcessTable.startOf(left.toHandle());
        table.write(new ProcessTable.Contents(
                new ProcessTable.Entry("supervisor", 0, 0, 0, "ready", 0),
                List.of(new ProcessTable.Entry("first", 0, left.pid(), started, "ready", 0))));

        supervise();
        awaitReady("second");

        assertThat(entry("first").pid()).isEqualTo(left.pid());
    }

    @Test
    void leavesAlonePidsThatNowBelongToSomebodyElse() throws Exception {
        Process stranger = new ProcessBuilder("tail", "-f", "/dev/null").start();
        table.write(new ProcessTable.Contents(
                new ProcessTable.Entry("supervisor", 0, 0, 0, "ready", 0),
                List.of(new ProcessTable.Entry("first", 0, stranger.pid(), 12345, "ready", 0))));

        supervise();
        awaitReady("second");
        supervisor.stop();

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void endsWhatItStartedWhenStopped() throws Exception {
        supervise();
        awaitReady("second");
        var first = ProcessHandle.of(entry("first").pid()).orElseThrow();
        var second = ProcessHandle.of(entry("second").pid()).orElseThrow();

        supervisor.stop();

        await().atMost(Duration.ofSeconds(20)).until(() -> !first.isAlive() && !second.isAlive());
        assertThat(entry("first").health()).isEqualTo("stopped");
    }
}
