package io.tillstream.simulator.engine;

import io.tillstream.simulator.history.ShopSettings;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;

/**
 * How far a shop has come, and what it was made from, so that a restart continues the same shop.
 *
 * @param clusterId the Kafka cluster that holds its events; another cluster gets a shop of its own
 * @param end first instant after the history, fixed when the shop first started
 * @param acknowledged number of events of the history, from its start, that Kafka has all acknowledged
 * @param historyDone whether that is all of them
 * @param live whether the shop has been live
 * @param newcomers customers who signed up live
 */
record Checkpoint(
        int version,
        String clusterId,
        long seed,
        int customers,
        String history,
        List<String> cities,
        int products,
        String zone,
        String currency,
        Instant end,
        long acknowledged,
        boolean historyDone,
        boolean live,
        long newcomers) {

    static final int VERSION = 2;

    /** Of a program whose shops did less, so that the same settings gave other events. */
    static final int VERSION_OF_FEWER_EVENTS = 1;

    static Checkpoint first(String clusterId, ShopSettings settings, Instant end) {
        return new Checkpoint(
                VERSION,
                clusterId,
                settings.seed(),
                settings.customers(),
                settings.history().toString(),
                settings.cities(),
                settings.products(),
                settings.zone().getId(),
                settings.currency(),
                end,
                0,
                false,
                false,
                0);
    }

    /** The same in the current version. */
    Checkpoint current() {
        return new Checkpoint(
                VERSION,
                clusterId,
                seed,
                customers,
                history,
                cities,
                products,
                zone,
                currency,
                end,
                acknowledged,
                historyDone,
                live,
                newcomers);
    }

    ShopSettings settings() {
        return new ShopSettings(seed, customers, Period.parse(history), cities, products, ZoneId.of(zone), currency);
    }

    Checkpoint acknowledged(long events, boolean done) {
        return new Checkpoint(
                version, clusterId, seed, customers, history, cities, products, zone, currency, end, events, done, live,
                newcomers);
    }

    Checkpoint live(long newcomersSoFar) {
        return new Checkpoint(
                version,
                clusterId,
                seed,
                customers,
                history,
                cities,
                products,
                zone,
                currency,
                end,
                acknowledged,
                historyDone,
                true,
                newcomersSoFar);
    }
}
