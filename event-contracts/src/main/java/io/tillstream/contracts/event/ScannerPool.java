package io.tillstream.contracts.event;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Lends scanners to threads, mostly the same one to the same thread. Thread-safe; never waits. */
final class ScannerPool {

    private static final int STRIPES = 8;
    // threads that write to neighbouring places would slow each other down: 16 references are a cache line
    private static final int STRIDE = 16;

    private final AtomicReferenceArray<@Nullable EventScanner> idle = new AtomicReferenceArray<>(STRIPES * STRIDE);

    private final EventScanner notMadeYet = EventScanner.forgetful();

    ScannerPool() {
        for (int i = 0; i < STRIPES; i++) {
            idle.set(i * STRIDE, notMadeYet);
        }
    }

    /** As {@link EventScanner#scan}. */
    @Nullable
    EventDraft scan(byte[] json, int offset, int length) {
        int own = (int) (Thread.currentThread().threadId() % STRIPES);
        for (int i = 0; i < STRIPES; i++) {
            int place = (own + i) % STRIPES * STRIDE;
            EventScanner lent = idle.getAndSet(place, null);
            if (lent != null) {
                return scan(place, lent, json, offset, length);
            }
        }
        // so many threads at once have them all
        return EventScanner.forgetful().scan(json, offset, length);
    }

    private @Nullable EventDraft scan(int place, EventScanner lent, byte[] json, int offset, int length) {
        EventScanner scanner = lent == notMadeYet ? EventScanner.remembering() : lent;
        try {
            return scanner.scan(json, offset, length);
        } finally {
            idle.setRelease(place, scanner);
        }
    }
}
