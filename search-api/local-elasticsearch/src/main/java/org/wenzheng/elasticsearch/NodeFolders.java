package org.wenzheng.elasticsearch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the node finds its program and keeps its data.
 *
 * @param home {@code modules/} and {@code plugins/} as the build laid them out, read only
 * @param data {@code $WENZHENG_VAR/elasticsearch}: config, data, logs and snapshots
 */
record NodeFolders(Path home, Path data) {

    /** The build's {@code target/home} beside the classes that run, and the node's folder under {@code var}. */
    static NodeFolders beside(Class<?> launcher, Path var) {
        try {
            Path code = Path.of(
                    launcher.getProtectionDomain().getCodeSource().getLocation().toURI());
            // target/classes and target/local-elasticsearch-….jar both lie beside target/home.
            Path home = code.resolveSibling("home");
            if (!Files.isDirectory(home.resolve("modules")) || !Files.isDirectory(home.resolve("plugins"))) {
                throw new IllegalStateException(home
                        + " has no modules/ and plugins/. Build them: mvn -pl search-api/local-elasticsearch package");
            }
            return new NodeFolders(home, var.resolve("elasticsearch").toAbsolutePath());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this program's classes is no folder.", e);
        }
    }

    Path config() {
        return data.resolve("config");
    }

    /** What is left on the data's disk for this user, MiB. */
    long freeMb() {
        return data.toFile().getUsableSpace() >> 20;
    }

    /**
     * Writes the configuration anew, so that it always is that of this version.
     *
     * @throws IllegalStateException where the disk has too little space to start at all
     */
    void writeConfiguration(int httpPort, DiskSpace space) throws IOException {
        Files.createDirectories(config());
        if (freeMb() < space.startAboveMb()) {
            throw new IllegalStateException("only " + freeMb() + " MiB are free in " + data + " and "
                    + space.startAboveMb() + " must be. Free some space (it takes documents with more than "
                    + space.acceptAboveMb()
                    + "), set WENZHENG_VAR to a folder on a larger disk, or lower ELASTICSEARCH_MINIMUM_FREE_MB.");
        }
        Files.writeString(
                config().resolve("elasticsearch.yml"), NodeConfiguration.elasticsearchYml(this, httpPort, space));
        Files.writeString(config().resolve("log4j2.properties"), NodeConfiguration.log4j2Properties());
    }
}
