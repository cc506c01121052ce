package io.tillstream.dashboard.seasonality;

import com.carrotsearch.hppc.LongObjectHashMap;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.dashboard.channel.RecordReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Orders, sessions and gross sales by weekday and hour, kept in step as hours are corrected. Grows by one row an hour. */
public final class SeasonalityBook implements RecordReader {

    /** Days of the week. */
    static final int DAYS = 7;
    /** Hours of the day. */
    static final int HOURS = 24;

    private final OutputJson<SeasonalityCell> json = OutputJson.of(SeasonalityCell.class);
    private final LongObjectHashMap<SeasonalityCell> hours = new LongObjectHashMap<>();
    private final long[][] orders = new long[DAYS][HOURS];
    private final long[][] sessions = new long[DAYS][HOURS];
    private final long[][] grossMicros = new long[DAYS][HOURS];
    private long version;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        SeasonalityCell cell = json.read(record.value());
        SeasonalityCell before = hours.put(cell.hour().toEpochMilli(), cell);
        if (before != null) {
            add(before, -1);
        }
        add(cell, 1);
        version++;
    }

    private void add(SeasonalityCell cell, int sign) {
        int day = cell.weekday() - 1;
        int hour = cell.hourOfDay();
        orders[day][hour] += sign * cell.orders();
        sessions[day][hour] += sign * cell.sessions();
        grossMicros[day][hour] += sign * cell.grossMicros();
    }

    /** Orders by weekday (Monday first) and hour. */
    long[][] orders() {
        return orders;
    }

    /** Sessions begun by weekday and hour. */
    long[][] sessions() {
        return sessions;
    }

    /** Gross sales in micros by weekday and hour. */
    long[][] grossMicros() {
        return grossMicros;
    }

    /** Differs after every change. */
    long version() {
        return version;
    }
}
