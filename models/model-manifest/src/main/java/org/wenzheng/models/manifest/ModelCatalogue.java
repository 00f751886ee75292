package org.wenzheng.models.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The manifests that are known here: those that ship, and an office's own, which win over one of the same name. */
public final class ModelCatalogue {
    private static final List<String> SHIPPED =
            List.of("whisper-base", "vosk-ko", "vosk-small-cn", "vosk-cn", "kokoro-zh", "silero-vad");

    private final Map<String, ModelManifest> manifests = new TreeMap<>();

    private ModelCatalogue(Iterable<ModelManifest> known) {
        known.forEach(manifest -> manifests.put(manifest.name(), manifest));
    }

    /** A catalogue of exactly these. */
    static ModelCatalogue of(ModelManifest... known) {
        return new ModelCatalogue(List.of(known));
    }

    /**
     * Reads the manifests that ship and those of a folder.
     *
     * @param own a folder of {@code *.yaml}, or null
     * @throws ModelStoreException if a manifest cannot be read; the message names it
     */
    public static ModelCatalogue load(@Nullable Path own) throws ModelStoreException {
        ModelCatalogue catalogue = new ModelCatalogue(List.of());
        for (String name : SHIPPED) {
            catalogue.add(shipped(name));
        }
        if (own != null) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(own, "*.yaml")) {
                for (Path file : files) {
                    try (InputStream in = Files.newInputStream(file)) {
                        catalogue.add(ManifestReader.read(in, file.toString()));
                    }
                }
            } catch (IOException e) {
                throw new ModelStoreException.Permanent(
                        "The folder of your own manifests cannot be read: " + e
                                + ". Correct WENZHENG_MODEL_MANIFESTS or leave it unset.",
                        e);
            }
        }
        return catalogue;
    }

    private static ModelManifest shipped(String name) throws ModelStoreException {
        String resource = name + ".yaml";
        try (InputStream in = ModelCatalogue.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelStoreException.Permanent("The manifest " + resource + " is not in this build.");
            }
            return ManifestReader.read(in, resource);
        } catch (IOException e) {
            throw new ModelStoreException.Transient("The manifest " + resource + " cannot be read: " + e, e);
        }
    }

    private void add(ModelManifest manifest) {
        manifests.put(manifest.name(), manifest);
    }

    /** All, by name. */
    public Collection<ModelManifest> all() {
        return List.copyOf(manifests.values());
    }

    /**
     * The manifest of that name.
     *
     * @throws ModelStoreException.Permanent if there is none; the message names those that there are
     */
    public ModelManifest get(String name) throws ModelStoreException {
        ModelManifest manifest = manifests.get(name);
        if (manifest == null) {
            throw new ModelStoreException.Permanent("There is no model named '" + name + "'. Known are "
                    + String.join(", ", manifests.keySet())
                    + ". Manifests of your own are read from the folder in WENZHENG_MODEL_MANIFESTS.");
        }
        return manifest;
    }
}
