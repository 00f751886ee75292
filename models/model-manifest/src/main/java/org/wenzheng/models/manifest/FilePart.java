package org.wenzheng.models.manifest;

import org.jspecify.annotations.Nullable;

/**
 * One download that gives a file or a part of one.
 *
 * @param origin the client that brings it
 * @param name an address, or a package's name as its registry spells it (Maven: {@code group:artifact})
 * @param version of the package; empty for an address
 * @param member path inside the archive (wheel, jar and zip by central directory, npm by tar); null takes the
 *     download itself
 */
public record FilePart(Origin origin, String name, String version, @Nullable String member) {

    /** Who brings bytes to this machine. */
    public enum Origin {
        /** HTTP or HTTPS, through the configured proxy. */
        URL,
        /** {@code pip download} of a wheel. */
        PIP,
        /** {@code npm pack}. */
        NPM,
        /** {@code mvn dependency:copy} of a jar. */
        MAVEN
    }

    /** Checks that a package is named whole. */
    public FilePart {
        if (origin == Origin.URL && !name.startsWith("https://") && !name.startsWith("http://")) {
            throw new IllegalArgumentException("an address must begin with https:// or http://, not " + name);
        }
        if (origin != Origin.URL && (version.isEmpty() || member == null)) {
            throw new IllegalArgumentException("the package " + name + " needs a version and a member");
        }
        // Both become arguments of a client: nothing that it could take for an option.
        if (name.startsWith("-") || version.startsWith("-")) {
            throw new IllegalArgumentException("neither name nor version may begin with '-': " + name + " " + version);
        }
    }

    /** Name and version as the client writes them. */
    public String coordinates() {
        return switch (origin) {
            case URL -> name;
            case PIP -> name + "==" + version;
            case NPM -> name + "@" + version;
            case MAVEN -> name + ":" + version;
        };
    }

    @Override
    public String toString() {
        return origin == Origin.URL ? name : origin.name().toLowerCase(java.util.Locale.ROOT) + " " + coordinates();
    }
}
