package io.tillstream.dashboard.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Duration;
import java.time.Instant;

/** Channel {@code status}: connection, freshness, reference time, currency. Says something every few seconds even when nothing changes, as a heartbeat. */
public final class StatusChannel implements Channel {

    /** A client that heard nothing for three of these may take the connection for dead. */
    static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final double PROGRESS_STEPS = 100;

    private final Link link;
    private final Freshness freshness;
    private final Vitals vitals;
    private final String currency;
    private final String zone;

    /**
     * @param currency ISO 4217 code of all amounts
     * @param zone the business time zone
     */
    public StatusChannel(Link link, Freshness freshness, Vitals vitals, String currency, String zone) {
        this.link = link;
        this.freshness = freshness;
        this.vitals = vitals;
        this.currency = currency;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public long version(Instant now) {
        long beat = beat(now);
        long flags = (link.connected() ? 1 : 0) + (link.caughtUp() ? 2 : 0);
        return (((freshness.version() + vitals.version()) * 31 + beat) * 31 + percent()) * 4 + flags;
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("beat", beat(now));
        data.put("connected", link.connected());
        data.put("caught_up", link.caughtUp());
        data.put("progress", percent() / PROGRESS_STEPS);
        data.put("currency", currency);
        data.put("zone", zone);
        Instant newest = freshness.newestEventAt();
        if (newest != null) {
            data.put("newest_event_at", newest.toString());
            data.put("as_of", freshness.asOf(now).toString());
        }
        Instant fresh = freshness.freshThrough();
        if (fresh != null) {
            data.put("fresh_through", fresh.toString());
        }
        Duration lag = freshness.lag(now);
        if (lag != null) {
            data.put("lag_ms", lag.toMillis());
        }
        describe(data);
        return data;
    }

    private void describe(ObjectNode data) {
        Vitals.Engine engine = vitals.engine();
        if (engine != null) {
            data.put("engine", engine.state());
            data.put("events_per_second", Math.round(engine.eventsPerSecond() * 10) / 10.0);
            data.put("engine_lag", engine.lagRecords());
            data.put("rejected", engine.rejected());
        }
        long p95 = vitals.latencyP95Millis();
        if (p95 >= 0) {
            data.put("p95_ms", p95);
        }
    }

    private static long beat(Instant now) {
        return now.getEpochSecond() / HEARTBEAT.toSeconds();
    }

    private long percent() {
        return (long) (link.progressRatio() * PROGRESS_STEPS);
    }
}
