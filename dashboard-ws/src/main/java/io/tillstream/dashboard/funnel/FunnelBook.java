package io.tillstream.dashboard.funnel;

import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The funnel in total by hour; other dimensions are skipped by their key, unread. Grows by one row an hour. */
public final class FunnelBook implements RecordReader {

    private static final String TOTAL = "|total|";

    private final OutputJson<FunnelCell> json = OutputJson.of(FunnelCell.class);
    private final NavigableMap<Instant, FunnelCell> hours = new TreeMap<>();
    private final Freshness freshness;
    private final Link link;
    private final Clock clock;
    private long version;
    private long summed = -1;
    private FunnelSums all = FunnelSums.of(hours.values());

    /** @param freshness learns how fresh the cells are */
    public FunnelBook(Freshness freshness, Link link, Clock clock) {
        this.freshness = freshness;
        this.link = link;
        this.clock = clock;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (key.indexOf(TOTAL) != key.indexOf('|')) {
            return;
        }
        FunnelCell cell = json.read(record.value());
        hours.put(cell.hour(), cell);
        freshness.figure(cell.freshThrough(), clock.instant(), link.caughtUp());
        version++;
    }

    /** All hours together. */
    public FunnelSums all() {
        if (summed != version) {
            all = FunnelSums.of(hours.values());
            summed = version;
        }
        return all;
    }

    /** The hours that begin at or after an instant, together. */
    FunnelSums since(Instant from) {
        return FunnelSums.of(hours.tailMap(from, true).values());
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
