package io.tillstream.streams.customer;

import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.streams.models.UnusableModelException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The models of the global store in the form that scores, each parsed once per change for all tasks of the process. A model that cannot be used is refused
 * with a line in the log, and the one before goes on scoring as long as the process runs. Thread-safe.
 */
public final class ModelShelf {

    private static final Logger LOG = Logger.getLogger(ModelShelf.class);
    private static final List<String> NAMES =
            List.of(ModelRecord.CHURN, ModelRecord.PURCHASE, ModelRecord.VALUE, ModelRecord.CLUSTERS);
    private static final OutputJson<ModelRecord> JSON = OutputJson.of(ModelRecord.class);

    private final ModelReader reader;
    private final PassMeter meter;
    private final AtomicInteger changes = new AtomicInteger();
    private final Map<String, byte @Nullable []> known = new HashMap<>();
    private ScoringModels models = ScoringModels.NONE;
    private int readAfter = -1;

    /** Reads models by the reader. */
    public ModelShelf(ModelReader reader, PassMeter meter) {
        this.reader = reader;
        this.meter = meter;
    }

    /** The global store has another record under a key. */
    public void changed(String key) {
        if (NAMES.contains(key)) {
            changes.incrementAndGet();
        }
    }

    /** Changes so far; while it stays, so do the models. */
    int changes() {
        return changes.get();
    }

    /**
     * The models that score at present.
     *
     * @param store the newest record of a name, or null
     */
    synchronized ScoringModels current(Function<String, byte @Nullable []> store) {
        int now = changes.get();
        if (now != readAfter) {
            NAMES.forEach(name -> take(name, store.apply(name)));
            readAfter = now;
        }
        return models;
    }

    private void take(String name, byte @Nullable [] record) {
        if (Arrays.equals(record, known.get(name))) {
            return;
        }
        known.put(name, record);
        if (record == null) {
            models = reader.without(models, name);
            return;
        }
        try {
            models = reader.with(models, JSON.read(record));
        } catch (UnusableModelException | UncheckedIOException | IllegalArgumentException e) {
            meter.modelRefused();
            LOG.warnf("Model %s is refused, scoring goes on without the change: %s", name, e.getMessage());
        }
    }
}
