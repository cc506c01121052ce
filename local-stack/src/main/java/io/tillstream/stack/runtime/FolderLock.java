package io.tillstream.stack.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a folder, held by an open file in it. The operating system releases it when the process ends, however it
 * ends, so a lock can never be left behind.
 */
public final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, and creates the folder if it is not there.
     *
     * @param purpose the name of the lock file without its ending; locks of different purposes do not exclude each other
     * @throws FolderInUseException when this or another process holds the lock
     */
    public static FolderLock take(Path folder, String purpose) {
        FolderLock lock = tryTake(folder, purpose);
        if (lock == null) {
            throw new FolderInUseException(folder);
        }
        return lock;
    }

    /** As {@link #take}, but answers null when the lock is held. */
    public static @Nullable FolderLock tryTake(Path folder, String purpose) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve(purpose + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new FolderLock(channel);
                }
            } catch (OverlappingFileLockException e) {
                // held by this very JVM: the same answer as when another process holds it
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock the folder " + folder, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
