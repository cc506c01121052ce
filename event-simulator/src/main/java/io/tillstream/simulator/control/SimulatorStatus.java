package io.tillstream.simulator.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.engine.HistoryProgress;
import io.tillstream.simulator.engine.Simulator;
import io.tillstream.simulator.live.LiveControls;
import io.tillstream.simulator.live.Pace;
import io.tillstream.simulator.live.Scenario;
import io.tillstream.simulator.publish.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the simulator is doing.
 *
 * @param phase idle, waiting_for_kafka, history, live, done, failed or stopped
 * @param paused whether sending is held
 * @param kafka whether Kafka answers
 */
record SimulatorStatus(
        String phase,
        boolean paused,
        boolean kafka,
        HistoryProgress history,
        Rate rate,
        Sent counts,
        List<RunningScenario> scenarios) {

    /**
     * How fast.
     *
     * @param transactionsPerSecond what was asked for, if it was asked for in orders
     * @param eventsPerSecond what was asked for, if it was asked for in events
     * @param actualEventsPerSecond events acknowledged a second, over the last seconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rate(
            @Nullable Double transactionsPerSecond,
            @Nullable Double eventsPerSecond,
            double actualEventsPerSecond) {

        static Rate of(Pace pace, double actual) {
            double rounded = Math.round(actual * 10) / 10.0;
            return switch (pace) {
                case Pace.Transactions asked -> new Rate(asked.perSecond(), null, rounded);
                case Pace.Events asked -> new Rate(null, asked.perSecond(), rounded);
            };
        }
    }

    /**
     * How many, since the process started.
     *
     * @param outstanding records sent and not yet acknowledged
     * @param newCustomers customers who have signed up live
     */
    record Sent(
            long sent,
            long acknowledged,
            long failed,
            long outstanding,
            long newCustomers,
            Map<String, Long> byAction) {}

    /** A scenario under way. */
    record RunningScenario(String name, Instant since, Instant until, Map<String, Object> settings) {

        static RunningScenario of(LiveControls.Running running) {
            return new RunningScenario(
                    running.scenario().kind().id(),
                    Instant.ofEpochMilli(running.since()),
                    Instant.ofEpochMilli(running.until()),
                    settings(running.scenario()));
        }

        /** In the terms of the request that started it. */
        private static Map<String, Object> settings(Scenario scenario) {
            return switch (scenario) {
                case Scenario.FlashSale sale ->
                    Map.of(
                            "discount",
                            sale.discount(),
                            "lift",
                            sale.lift(),
                            "category",
                            sale.category() < 0 ? "all" : Catalogue.CATEGORIES.get(sale.category()));
                case Scenario.CheckoutOutage ignored -> Map.of();
                case Scenario.BotBurst bots -> Map.of("events_per_second", bots.eventsPerSecond());
                case Scenario.ViralProduct product ->
                    Map.of("product_id", Catalogue.productId(product.productIndex()), "lift", product.lift());
            };
        }
    }

    static SimulatorStatus of(Simulator simulator, LiveControls controls, Counts counts, Instant now) {
        return new SimulatorStatus(
                simulator.phase().name().toLowerCase(Locale.ROOT),
                simulator.paused(),
                simulator.kafkaReady(),
                simulator.history(),
                Rate.of(controls.pace(), simulator.eventsPerSecond()),
                new Sent(
                        counts.sent(),
                        counts.acknowledged(),
                        counts.failed(),
                        simulator.outstanding(),
                        simulator.newcomers(),
                        counts.byAction()),
                controls.running(now.toEpochMilli()).stream()
                        .map(RunningScenario::of)
                        .toList());
    }
}
