package org.wenzheng.models.manifest;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Brings a package's archive by the client that its registry's users use. */
interface PackageClients {

    /**
     * Downloads an archive; nothing of it is installed or run.
     *
     * @param folder an empty folder
     * @param progress hears the bytes so far
     * @return the archive, somewhere in the folder
     * @throws ModelStoreException.Permanent if the client is not installed or knows no such package
     */
    Path bring(FilePart part, Path folder, LongConsumer progress) throws ModelStoreException;
}
