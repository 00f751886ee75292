package org.wenzheng.models.manifest;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A place that has a file whole.
 *
 * @param parts joined in this order
 * @param fingerprint of the file as this source has it; a second export of the same weights may differ from the first
 */
public record FileSource(List<FilePart> parts, Fingerprint fingerprint) {

    /** Checks that there is something to fetch. */
    public FileSource {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a source needs at least one part");
        }
    }

    @Override
    public String toString() {
        return parts.stream().map(FilePart::toString).distinct().collect(Collectors.joining(" + "));
    }
}
