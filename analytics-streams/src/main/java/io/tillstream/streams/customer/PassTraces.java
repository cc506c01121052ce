package io.tillstream.streams.customer;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.streams.outputs.Outbox;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The spans of events that belong to a trace, from when their turn came to the commit that publishes what they caused. What is published under the key of
 * such an event carries its trace on. Sums of many events carry none.
 *
 * <p>Of one customer's events between two commits the newest is followed; beyond {@link #MAX_OPEN} customers no more are.
 */
final class PassTraces {

    static final int MAX_OPEN = 256;

    private final Tracing tracing;
    private final Map<Bytes, Span> open = new HashMap<>();

    PassTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Follows an event, if it belongs to a trace. */
    void begin(Record<byte[], byte[]> record, RecordMetadata origin) {
        if (open.size() >= MAX_OPEN || record.key() == null) {
            return;
        }
        Span span = tracing.consume("count", origin.topic(), origin.partition(), origin.offset(), record.headers());
        if (span != null) {
            end(open.put(Bytes.wrap(record.key()), span), null);
        }
    }

    /** Whether an event could belong to a trace at all. */
    boolean isOn() {
        return tracing.isOn();
    }

    /** The same outbox, which marks what belongs to a trace. */
    Outbox marking(Outbox outbox) {
        if (open.isEmpty()) {
            return outbox;
        }
        return (record, sink) -> {
            Span span = record.key() == null ? null : open.get(Bytes.wrap(record.key()));
            if (span != null) {
                Tracing.mark(record.headers(), span);
            }
            outbox.send(record, sink);
        };
    }

    /** All that was begun is published. */
    void published() {
        open.values().forEach(span -> end(span, null));
        open.clear();
    }

    /** What was begun did not count; it comes again. */
    void givenUp() {
        open.values().forEach(span -> end(span, "given up before its commit, and done again"));
        open.clear();
    }

    private static void end(@Nullable Span span, @Nullable String problem) {
        if (span != null) {
            if (problem != null) {
                span.setStatus(StatusCode.ERROR, problem);
            }
            span.end();
        }
    }
}
