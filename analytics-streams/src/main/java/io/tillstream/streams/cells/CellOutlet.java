package io.tillstream.streams.cells;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.outputs.CloudEventHeaders;
import io.tillstream.streams.outputs.Outbox;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;

/** Sends changed cells to the sink of their family. One per task. */
public final class CellOutlet {

    private final BusinessTime calendar;
    private final Map<CellFamily, CloudEventHeaders> headers = new IdentityHashMap<>();

    /**
     * Publishes days and hours of the given calendar.
     *
     * @param families the kinds of cells there are
     */
    public CellOutlet(CellFamilies families, BusinessTime calendar) {
        this.calendar = calendar;
        for (CellFamily family : families.all()) {
            headers.put(family, new CloudEventHeaders(family.topic()));
        }
    }

    /** The sink that takes a family's records. */
    public static String sinkOf(CellFamily family) {
        return "write-" + family.name();
    }

    /**
     * Sends a cell; of one that nothing is left of, that it is gone.
     *
     * @param now when it is published, milliseconds since 1970
     */
    public void send(Outbox outbox, StoredCell stored, long now) {
        CellFamily family = stored.key().family();
        String key = family.recordKey(stored.key());
        CloudEventHeaders own = headers.get(family);
        if (own == null) {
            throw new IllegalStateException("no headers for " + family);
        }
        byte[] value = stored.cell().isVoid() ? null : family.recordValue(stored.key(), stored.cell(), calendar);
        outbox.send(new Record<>(key.getBytes(StandardCharsets.UTF_8), value, now, own.of(key, now)), sinkOf(family));
    }
}
