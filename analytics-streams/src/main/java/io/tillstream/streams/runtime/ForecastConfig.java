package io.tillstream.streams.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of sales forecasts, under {@code tillstream.forecast}. */
@ConfigMapping(prefix = "tillstream.forecast")
public interface ForecastConfig {

    /** Whether this process may forecast. */
    @WithDefault("true")
    boolean enabled();

    /** How often it is looked whether forecasts are out of date. */
    @WithDefault("PT1M")
    Duration interval();
}
