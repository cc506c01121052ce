package io.tillstream.streams.customer;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.streams.quantiles.CutPoints;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** The newest cut points of the global models store, parsed once per change. One per task. */
public final class CutPointsSource {

    /** Name of the global store of models. */
    public static final String STORE = "models";

    private static final OutputJson<RfmCutPoints> JSON = OutputJson.of(RfmCutPoints.class);
    private static final Bytes KEY = Bytes.wrap(RfmCutPoints.MODEL_NAME.getBytes(StandardCharsets.UTF_8));

    private @Nullable ReadOnlyKeyValueStore<Bytes, ValueAndTimestamp<byte[]>> models;
    private byte @Nullable [] lastBytes;
    private @Nullable CutPoints last;

    void open(ProcessorContext<?, ?> context) {
        models = context.getStateStore(STORE);
    }

    /** The newest cut points, or null before the first. The same object until they change. */
    @Nullable
    CutPoints current() {
        if (models == null) {
            return null;
        }
        ValueAndTimestamp<byte[]> stored = models.get(KEY);
        byte[] bytes = stored == null ? null : stored.value();
        if (!Arrays.equals(bytes, lastBytes)) {
            lastBytes = bytes;
            last = bytes == null ? null : CutPoints.of(JSON.read(bytes));
        }
        return last;
    }
}
