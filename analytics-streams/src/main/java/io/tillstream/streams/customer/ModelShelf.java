package io.tillstream.streams.customer;

import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.streams.models.UnusableModelException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The models of the global store in the form that scores, each parsed once per change for all tasks of the process. A model that cannot be used is refused
 * with a line in the log, and the one before goes on scoring: the one in memory, or after a restart the kept version that was the champion last and can be
 * used. Thread-safe.
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

    /** The records of the global store. */
    interface Records {

        /** The newest record under a key, or null. */
        byte @Nullable [] get(String key);

        /** All records whose keys begin like this. */
        List<byte[]> beginningWith(String prefix);
    }

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
     * @param store where champions and kept versions are
     */
    synchronized ScoringModels current(Records store) {
        int now = changes.get();
        if (now != readAfter) {
            NAMES.forEach(name -> take(name, store.get(name), store));
            readAfter = now;
        }
        return models;
    }

    private void take(String name, byte @Nullable [] record, Records store) {
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
            if (!reader.has(models, name)) {
                takeKept(name, store.beginningWith(ModelRecord.versionKey(name, "")));
            }
        }
    }

    /** Takes of the kept versions the one that was the champion last, or else the newest, passing over those that cannot be used. */
    private void takeKept(String name, List<byte[]> kept) {
        List<ModelRecord> versions = new ArrayList<>();
        for (byte[] each : kept) {
            try {
                versions.add(JSON.read(each));
            } catch (UncheckedIOException | IllegalArgumentException e) {
                LOG.debugf("A kept version of %s is malformed: %s", name, e.getMessage());
            }
        }
        versions.sort(Comparator.comparing(ModelShelf::championUntil)
                .thenComparing(ModelRecord::version)
                .reversed());
        for (ModelRecord version : versions) {
            try {
                models = reader.with(models, version);
                LOG.warnf("Model %s: version %s, which was kept, scores instead", name, version.version());
                return;
            } catch (UnusableModelException | IllegalArgumentException e) {
                LOG.debugf("Version %s of %s cannot be used: %s", version.version(), name, e.getMessage());
            }
        }
    }

    private static String championUntil(ModelRecord version) {
        return version.card().provenance().getOrDefault(ModelRecord.CHAMPION_UNTIL, "");
    }
}
