package org.wenzheng.models.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a manifest from YAML; docs/models.md says what may stand in it. */
final class ManifestReader {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private ManifestReader() {}

    /**
     * Reads one manifest.
     *
     * @param where names the file in messages
     * @throws ModelStoreException.Permanent if it is not a manifest
     */
    static ModelManifest read(InputStream in, String where) throws ModelStoreException {
        try {
            return YAML.readValue(in, Document.class).toManifest();
        } catch (JacksonException e) {
            throw new ModelStoreException.Permanent(
                    "The manifest " + where + " cannot be read: " + e.getOriginalMessage() + ". See docs/models.md.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new ModelStoreException.Permanent(
                    "The manifest " + where + " is wrong: " + e.getMessage() + ". See docs/models.md.", e);
        } catch (IOException e) {
            throw new ModelStoreException.Transient("The manifest " + where + " cannot be read: " + e.getMessage(), e);
        }
    }

    private record Document(
            @Nullable String name,
            @Nullable String role,
            @Nullable String engine,
            @Nullable List<String> languages,
            @Nullable String licence,
            @JsonProperty("licence_note") @Nullable String licenceNote,
            @Nullable String card,
            boolean tested,
            @Nullable List<FileEntry> files,
            @JsonProperty("unpinned_address") @Nullable String unpinnedAddress) {

        ModelManifest toManifest() {
            List<ModelFile> modelFiles = new ArrayList<>();
            for (FileEntry file : orEmpty(files)) {
                modelFiles.add(file.toFile());
            }
            return new ModelManifest(
                    required(name, "name"),
                    required(role, "role"),
                    required(engine, "engine"),
                    orEmpty(languages),
                    required(licence, "licence"),
                    licenceNote == null ? "" : licenceNote.strip(),
                    required(card, "card").strip(),
                    tested,
                    modelFiles,
                    unpinnedAddress);
        }
    }

    private record FileEntry(
            @Nullable String name, @Nullable Long size, @Nullable String sha256, @Nullable List<SourceEntry> sources) {

        ModelFile toFile() {
            Fingerprint official = fingerprint(size, sha256, required(name, "a file's name"));
            List<FileSource> places = new ArrayList<>();
            for (SourceEntry source : orEmpty(sources)) {
                places.add(source.toSource(official));
            }
            return new ModelFile(required(name, "a file's name"), official, places);
        }
    }

    /** A source is one part, or {@code parts}; its own size and SHA-256 where it has other bytes. */
    private record SourceEntry(
            @Nullable String url,
            @Nullable String pip,
            @Nullable String npm,
            @Nullable String maven,
            @Nullable String version,
            @Nullable String member,
            @Nullable List<SourceEntry> parts,
            @Nullable Long size,
            @Nullable String sha256) {

        FileSource toSource(Fingerprint official) {
            Fingerprint own = size == null && sha256 == null ? official : fingerprint(size, sha256, "a source");
            List<FilePart> fileParts = new ArrayList<>();
            for (SourceEntry part : parts == null ? List.of(this) : parts) {
                fileParts.add(part.toPart());
            }
            return new FileSource(fileParts, own);
        }

        FilePart toPart() {
            List<FilePart> named = new ArrayList<>();
            add(named, FilePart.Origin.URL, url);
            add(named, FilePart.Origin.PIP, pip);
            add(named, FilePart.Origin.NPM, npm);
            add(named, FilePart.Origin.MAVEN, maven);
            if (named.size() != 1) {
                throw new IllegalArgumentException("a part names exactly one of url, pip, npm and maven");
            }
            return named.get(0);
        }

        private void add(List<FilePart> named, FilePart.Origin origin, @Nullable String where) {
            if (where != null) {
                named.add(new FilePart(origin, where, version == null ? "" : version, member));
            }
        }
    }

    private static Fingerprint fingerprint(@Nullable Long size, @Nullable String sha256, String whose) {
        if (size == null || sha256 == null) {
            throw new IllegalArgumentException(whose + " needs both size and sha256");
        }
        return new Fingerprint(size, sha256);
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
