package io.tillstream.ingest.imports.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a slow source, such as one that unpacks, in a thread of its own, so that whoever works on the bytes need not wait for each of them. Holds at most
 * {@value #CHUNKS} chunks of {@value #CHUNK_BYTES} bytes. A failure of the source comes where the bytes before it end. For one reader.
 */
final class ReadAheadInputStream extends InputStream {

    private static final int CHUNK_BYTES = 1 << 16;
    private static final int CHUNKS = 32;
    private static final int OFFER_SECONDS = 1;

    private final InputStream source;
    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread;
    private Chunk current = new Chunk(new byte[0], null);
    private int position;
    private volatile boolean closed;

    /**
     * Bytes, or the end.
     *
     * @param bytes none at the end
     * @param failure why it ended, null when the source just did
     */
    private record Chunk(byte[] bytes, @Nullable IOException failure) {}

    ReadAheadInputStream(InputStream source) {
        this.source = source;
        thread = Thread.ofPlatform().name("import-read-ahead").daemon().start(this::readAll);
    }

    private void readAll() {
        try (source) {
            byte[] buffer = new byte[CHUNK_BYTES];
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                if (read > 0 && !hand(new Chunk(Arrays.copyOf(buffer, read), null))) {
                    return;
                }
            }
            hand(new Chunk(new byte[0], null));
        } catch (IOException e) {
            hand(new Chunk(new byte[0], e));
        } catch (RuntimeException e) {
            hand(new Chunk(new byte[0], new IOException("the file cannot be unpacked", e)));
        }
    }

    /** False when nobody wants more. */
    private boolean hand(Chunk chunk) {
        try {
            while (!closed) {
                if (chunks.offer(chunk, OFFER_SECONDS, TimeUnit.SECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        return fill() ? current.bytes()[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int taken = Math.min(length, current.bytes().length - position);
        System.arraycopy(current.bytes(), position, target, offset, taken);
        position += taken;
        return taken;
    }

    /** Whether there is a byte at the position. */
    private boolean fill() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (position == current.bytes().length) {
            try {
                current = chunks.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the file", e);
            }
            position = 0;
            if (current.bytes().length == 0) {
                // the end stays the end, however often it is asked for
                chunks.clear();
                chunks.add(current);
                if (current.failure() != null) {
                    throw current.failure();
                }
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
