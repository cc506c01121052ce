package io.tillstream.streams.quantiles;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.time.BusinessTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest {@link Summary} of each partition, merges them and publishes the RFM cut points: soon after a summary came, and every few minutes
 * without one, because recency grows while nothing happens.
 */
public final class MergeQuantiles implements Processor<String, byte[], byte[], byte[]> {

    /** Name of the store of summaries. */
    public static final String STORE = "quantile-summaries";

    static final Duration TICK = Duration.ofMillis(200);
    static final Duration AS_OF_STEP = Duration.ofMinutes(5);

    private static final int CUTS = 4;
    private static final OutputJson<RfmCutPoints> JSON = OutputJson.of(RfmCutPoints.class);

    private final Outlet outlet;
    private @Nullable KeyValueStore<String, byte[]> summaries;
    private boolean changed;
    private long nextTickAt;
    private @Nullable Instant publishedAsOf;

    /** Sends the cut points on. */
    public interface Outlet {
        /** Sends one record on. */
        void send(ProcessorContext<byte[], byte[]> context, byte[] key, byte[] value);
    }

    /** Publishes through the outlet. */
    public MergeQuantiles(Outlet outlet) {
        this.outlet = outlet;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        summaries = context.getStateStore(STORE);
        changed = true;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> publishIfDue(context, now));
    }

    @Override
    public void process(Record<String, byte[]> summary) {
        store().put(summary.key(), summary.value());
        changed = true;
    }

    private void publishIfDue(ProcessorContext<byte[], byte[]> context, long now) {
        if (!changed && now < nextTickAt) {
            return;
        }
        RfmCutPoints cutPoints = merge(Instant.ofEpochMilli(now));
        if (cutPoints != null && (changed || !cutPoints.asOf().equals(publishedAsOf))) {
            outlet.send(context, RfmCutPoints.MODEL_NAME.getBytes(StandardCharsets.UTF_8), JSON.write(cutPoints));
            publishedAsOf = cutPoints.asOf();
            context.commit();
        }
        changed = false;
        nextTickAt = now + AS_OF_STEP.toMillis();
    }

    private @Nullable RfmCutPoints merge(Instant now) {
        Summary all = new Summary(Long.MIN_VALUE);
        try (KeyValueIterator<String, byte[]> each = store().all()) {
            while (each.hasNext()) {
                KeyValue<String, byte[]> next = each.next();
                all = all.with(Summary.of(next.value));
            }
        }
        if (all.orders().count() == 0) {
            return null;
        }
        Instant newest = Instant.ofEpochMilli(all.newestEventAt());
        return new RfmCutPoints(
                BusinessTime.asOf(now, newest),
                newest,
                all.orders().count(),
                all.orders().isExact(),
                cuts(all.lastPurchaseAt()).stream().map(Instant::ofEpochMilli).toList(),
                cuts(all.orders()),
                cuts(all.netMicros()),
                all.orders().quantile(1, 2),
                all.netMicros().quantile(1, 2),
                orderRate(all));
    }

    private static @Nullable Double orderRate(Summary all) {
        return all.orderRates().count() == all.orders().count()
                ? Double.valueOf(all.orderRates().quantile(CUTS, CUTS + 1) / CutPoints.RATE_UNIT)
                : null;
    }

    private static List<Long> cuts(Quantiles quantiles) {
        return IntStream.rangeClosed(1, CUTS)
                .mapToObj(i -> quantiles.quantile(i, CUTS + 1))
                .toList();
    }

    private KeyValueStore<String, byte[]> store() {
        if (summaries == null) {
            throw new IllegalStateException("not initialised");
        }
        return summaries;
    }
}
