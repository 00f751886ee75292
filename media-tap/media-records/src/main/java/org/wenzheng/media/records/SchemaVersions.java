package org.wenzheng.media.records;

/**
 * What a writer puts into {@code schema_version}. A number goes up when a reader of the older meaning would misread the
 * record; a field that is merely added leaves it.
 */
public final class SchemaVersions {

    public static final int AUDIO_FRAME = 1;
    public static final int VIDEO_FRAME = 1;
    public static final int CALL_EVENT = 1;

    private SchemaVersions() {}
}
