package io.tillstream.streams.runtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;

/**
 * One instance of the engine in a JVM of its own, so that it can be killed and frozen. Arguments: servers, data folder. Prints {@code ready} when it has
 * been started, which is before it has state; a line on its input stops it in order.
 */
final class EngineProgram {

    private EngineProgram() {}

    public static void main(String[] arguments) throws Exception {
        ChildProgram.logToStandardError();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Engine engine = new Engine(
                new TestConfig(arguments[0], arguments[1], 1, Duration.ofMillis(300)),
                false,
                new EngineMeter(registry, Clock.systemUTC()),
                new StreamMetrics(registry));
        engine.onStart(new StartupEvent());
        ChildProgram.sayReadyAndWait();
        engine.onStop(new ShutdownEvent());
        Runtime.getRuntime().halt(0);
    }
}
