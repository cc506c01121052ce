package io.tillstream.simulator.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.simulator.engine.Simulator;
import io.tillstream.simulator.publish.Counts;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts and stops the simulator with the process, and shows its counts as metrics. */
@Singleton
class Lifecycle {

    private final Simulator simulator;
    private final Counts counts;
    private final MeterRegistry meters;

    Lifecycle(Simulator simulator, Counts counts, MeterRegistry meters) {
        this.simulator = simulator;
        this.counts = counts;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        FunctionCounter.builder("tillstream.simulator.events.sent", counts, Counts::sent)
                .description("Events handed to the producer")
                .register(meters);
        FunctionCounter.builder("tillstream.simulator.events.acknowledged", counts, Counts::acknowledged)
                .description("Events acknowledged by Kafka")
                .register(meters);
        FunctionCounter.builder("tillstream.simulator.events.failed", counts, Counts::failed)
                .description("Events refused by Kafka for good")
                .register(meters);
        Gauge.builder("tillstream.simulator.events.rate", simulator, Simulator::eventsPerSecond)
                .description("Events acknowledged a second, over the last seconds")
                .register(meters);
        Gauge.builder("tillstream.simulator.records.outstanding", simulator, Simulator::outstanding)
                .description("Records sent and not yet acknowledged")
                .register(meters);
        simulator.start();
    }

    void stop(@Observes ShutdownEvent event) {
        simulator.close();
    }
}
