package org.wenzheng.models.manifest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one process fetch a model; the operating system releases it when that process dies.
 *
 * <p>A file lock belongs to a whole JVM, so threads of the same one queue at a lock of their own first.
 */
final class StoreLock implements Closeable {
    private static final Map<Path, ReentrantLock> OURS = new ConcurrentHashMap<>();

    private final ReentrantLock ours;
    private final FileChannel channel;

    private StoreLock(ReentrantLock ours, FileChannel channel) {
        this.ours = ours;
        this.channel = channel;
    }

    /** Waits for the lock; {@code onWait} runs once if somebody else has it. */
    static StoreLock acquire(Path file, Runnable onWait) throws IOException, InterruptedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ReentrantLock ours = OURS.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        boolean told = false;
        if (!ours.tryLock()) {
            onWait.run();
            told = true;
            ours.lockInterruptibly();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                if (!told) {
                    onWait.run();
                }
                lock = channel.lock();
            }
            return new StoreLock(ours, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            ours.unlock();
            throw e;
        }
    }

    /** The file stays: removing it would let two processes lock two files of one name. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            ours.unlock();
        }
    }
}
