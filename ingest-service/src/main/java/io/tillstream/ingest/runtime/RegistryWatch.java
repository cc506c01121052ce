package io.tillstream.ingest.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.ingest.registry.Registration;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Puts the schemas into the registry that is configured, in a thread of its own: the service starts, takes events and is ready whether the registry is there or not. Ends when
 * all is done.
 */
@Singleton
final class RegistryWatch {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Optional<Registration> registration;
    private final Thread thread =
            Thread.ofPlatform().name("register-schemas").daemon().unstarted(this::run);

    RegistryWatch(RegistryConfig config, MeterRegistry meters) {
        registration = config.settings().map(Registration::new);
        registration.ifPresent(schemas -> {
            gauge(meters, schemas, "registered", Registration::registered);
            gauge(meters, schemas, "refused", Registration::refused);
            gauge(meters, schemas, "waiting", Registration::waiting);
        });
    }

    void start(@Observes StartupEvent event) {
        if (registration.isPresent()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        try {
            Duration pause = FIRST_PAUSE;
            while (!registration.orElseThrow().round()) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2);
                if (pause.compareTo(LONGEST_PAUSE) > 0) {
                    pause = LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void gauge(
            MeterRegistry meters, Registration schemas, String state, ToDoubleFunction<Registration> count) {
        Gauge.builder("tillstream.ingest.registry.schemas", schemas, count)
                .tag("state", state)
                .description("Schemas of the registry of other teams, by how far they are")
                .register(meters);
    }
}
