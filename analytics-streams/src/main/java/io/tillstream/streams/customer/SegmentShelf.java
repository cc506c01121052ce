package io.tillstream.streams.customer;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.segment.SegmentDefinition;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jboss.logging.Logger;

/** The custom segments of the global store, parsed once per change for all tasks of the process. One that cannot be read has no members. Thread-safe. */
public final class SegmentShelf {

    /** Name of the global store of definitions. */
    public static final String STORE = "segment-definitions";

    private static final Logger LOG = Logger.getLogger(SegmentShelf.class);
    private static final OutputJson<SegmentDefinition> JSON = OutputJson.of(SegmentDefinition.class);

    private final AtomicInteger changes = new AtomicInteger();

    /** Names of all segments that this process has known: whoever leaves a deleted one leaves it by its name. */
    private final Map<String, String> names = new HashMap<>();

    private SegmentBook book = SegmentBook.NONE;
    private int readAfter = -1;

    /** The global store has another definition. */
    public void changed() {
        changes.incrementAndGet();
    }

    /** Changes so far; while it stays, so does the book. */
    int changes() {
        return changes.get();
    }

    synchronized SegmentBook current(ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> store) {
        int now = changes.get();
        if (now != readAfter) {
            book = read(store);
            readAfter = now;
        }
        return book;
    }

    private SegmentBook read(ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> store) {
        List<SegmentDefinition> definitions = new ArrayList<>();
        try (KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> all = store.all()) {
            all.forEachRemaining(row -> {
                if (row.value != null && row.value.value() != null) {
                    read(row.key, row.value.value(), definitions);
                }
            });
        }
        definitions.forEach(each -> names.put(each.id(), each.name()));
        return new SegmentBook(definitions, names);
    }

    private static void read(Bytes key, byte[] value, List<SegmentDefinition> definitions) {
        String id = new String(key.get(), StandardCharsets.UTF_8);
        try {
            SegmentDefinition definition = JSON.read(value);
            if (definition.id().equals(id)) {
                definitions.add(definition);
                return;
            }
            LOG.warnf("Custom segment %s says that it is another one, and has no members", id);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.warnf("Custom segment %s cannot be read, and has no members: %s", id, e.getMessage());
        }
    }
}
