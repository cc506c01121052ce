package io.tillstream.streams.customer;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.quantiles.CutPoints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** By what customers are judged at present: cut points at once, models and custom segments from the next {@link #refresh} on. One per task. */
public final class OutlookSource {

    private final CutPointsSource cutPoints = new CutPointsSource();
    private final ModelShelf models;
    private final SegmentShelf segments;
    private @Nullable ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> modelStore;
    private @Nullable ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> segmentStore;
    private final ModelRecords modelRecords = new ModelRecords();
    private int modelChanges = -1;
    private int segmentChanges = -1;
    private Outlook current;

    /** Reads from the shelves of the process. */
    public OutlookSource(BusinessTime calendar, ModelShelf models, SegmentShelf segments) {
        this.models = models;
        this.segments = segments;
        this.current = Outlook.of(calendar);
    }

    void open(ProcessorContext<?, ?> context) {
        cutPoints.open(context);
        modelStore = context.getStateStore(CutPointsSource.STORE);
        segmentStore = context.getStateStore(SegmentShelf.STORE);
        refresh();
    }

    /** Looks whether models or custom segments changed. */
    void refresh() {
        int newModels = models.changes();
        int newSegments = segments.changes();
        if (modelStore == null || segmentStore == null || newModels == modelChanges && newSegments == segmentChanges) {
            return;
        }
        modelChanges = newModels;
        segmentChanges = newSegments;
        current = new Outlook(
                current.calendar(), current.cutPoints(), models.current(modelRecords), segments.current(segmentStore));
    }

    /** The same object until something changes. */
    Outlook current() {
        CutPoints newest = cutPoints.current();
        if (newest != current.cutPoints()) {
            current = new Outlook(current.calendar(), newest, current.models(), current.segments(), current.stamp());
        }
        return current;
    }

    private final class ModelRecords implements ModelShelf.Records {

        @Override
        public byte @Nullable [] get(String key) {
            ValueAndTimestamp<byte[]> stored =
                    modelStore == null ? null : modelStore.get(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)));
            return stored == null ? null : stored.value();
        }

        @Override
        public List<byte[]> beginningWith(String prefix) {
            List<byte[]> records = new ArrayList<>();
            if (modelStore != null) {
                try (KeyValueIterator<Bytes, ValueAndTimestamp<byte[]>> found =
                        modelStore.prefixScan(prefix, Serdes.String().serializer())) {
                    found.forEachRemaining(row -> {
                        if (row.value != null && row.value.value() != null) {
                            records.add(row.value.value());
                        }
                    });
                }
            }
            return records;
        }
    }
}
