package io.tillstream.dashboard.forecast;

import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.channel.WholeJson;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest forecast of each dimension and value, at most {@link #KEPT}: a shop has few categories. */
public final class ForecastBook implements RecordReader {

    static final int KEPT = 60;

    private final WholeJson<SalesForecast> json = WholeJson.of(SalesForecast.class);
    private final NavigableMap<String, SalesForecast> forecasts = new TreeMap<>();
    private long version;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            forecasts.remove(key);
        } else if (forecasts.size() < KEPT
                || forecasts.containsKey(key)
                || key.equals(SalesForecast.key("total", "all"))) {
            forecasts.put(key, json.read(record.value()));
        }
        version++;
    }

    Collection<SalesForecast> forecasts() {
        return forecasts.values();
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
