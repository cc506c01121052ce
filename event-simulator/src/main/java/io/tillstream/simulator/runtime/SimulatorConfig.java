package io.tillstream.simulator.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;
import java.util.List;
import java.util.OptionalDouble;

/** The simulator's own settings. */
@ConfigMapping(prefix = "tillstream.simulator")
public interface SimulatorConfig {

    /** Another seed is another shop. */
    @WithDefault("42")
    long seed();

    /** Customers who sign up before the simulator goes live. */
    @WithDefault("1000")
    int customers();

    /** Length of the history, as an ISO 8601 period; {@code P0D} for none. */
    @WithDefault("P18M")
    Period history();

    /** Number of products. */
    @WithDefault("100")
    int products();

    /** Names of the cities where customers live. */
    @WithDefault("New York,Los Angeles,Chicago,Houston,Phoenix")
    List<String> cities();

    /** Live orders a second. */
    @WithDefault("0.5")
    double liveTransactionsPerSecond();

    /** Live events a second; wins over {@link #liveTransactionsPerSecond}. */
    OptionalDouble eventsPerSecond();

    /** Whether to go live after the history. */
    @WithDefault("true")
    boolean startLive();

    /** Whether to begin when the process starts; else it waits to be resumed. */
    @WithDefault("true")
    boolean autostart();
}
