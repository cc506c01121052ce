package io.tillstream.simulator.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows up to which event of a sequence everything has been acknowledged, although partitions acknowledge in an order of their own.
 *
 * <p>Events are grouped into chunks. A chunk is settled when all its records are; the mark moves over settled chunks from the front. Besides the
 * mark it keeps one small object per open chunk, and it bounds the number of these.
 */
public final class AckTracker {

    private final int eventsPerChunk;
    private final int mostOpenChunks;
    private final Deque<Chunk> open = new ArrayDeque<>();
    private Chunk current;
    private long mark;
    private long next;

    /**
     * @param first index of the first event that will be sent
     * @param eventsPerChunk how exact the mark is
     * @param mostOpenChunks bound on what may be in flight, in chunks
     */
    public AckTracker(long first, int eventsPerChunk, int mostOpenChunks) {
        this.eventsPerChunk = eventsPerChunk;
        this.mostOpenChunks = mostOpenChunks;
        this.mark = first;
        this.next = first;
        this.current = open(first);
    }

    /** The receipt for the next event of the sequence. Called by the one thread that sends. */
    public Receipt next() {
        if (next - current.first == eventsPerChunk) {
            seal();
        }
        next++;
        return current;
    }

    /** Ends the current chunk, so that the mark can reach its end. */
    public void seal() {
        Chunk full = current;
        current = open(next);
        full.seal(next);
    }

    /** Whether so much is in flight that the sender should wait. */
    public synchronized boolean full() {
        return open.size() > mostOpenChunks;
    }

    /** Number of events from the start of the sequence that are all acknowledged. */
    public synchronized long acknowledged() {
        return mark;
    }

    private synchronized Chunk open(long first) {
        Chunk chunk = new Chunk(first);
        open.add(chunk);
        return chunk;
    }

    private synchronized void advance() {
        for (Chunk first = open.peek(); first != null && first.settled(); first = open.peek()) {
            mark = first.end;
            open.remove();
        }
    }

    private final class Chunk implements Receipt {
        private final long first;
        /** Records in flight, and one for the chunk itself while it is not sealed. */
        private final AtomicInteger pending = new AtomicInteger(1);

        private volatile long end;

        private Chunk(long first) {
            this.first = first;
        }

        @Override
        public void sent() {
            pending.incrementAndGet();
        }

        @Override
        public void acknowledged() {
            if (pending.decrementAndGet() == 0) {
                advance();
            }
        }

        private void seal(long endOfChunk) {
            end = endOfChunk;
            acknowledged();
        }

        private boolean settled() {
            return pending.get() == 0;
        }
    }
}
