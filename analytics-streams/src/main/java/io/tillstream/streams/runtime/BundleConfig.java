package io.tillstream.streams.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Settings of bundles, under {@code tillstream.bundles}. */
@ConfigMapping(prefix = "tillstream.bundles")
public interface BundleConfig {

    /** Whether this process may look for bundles. */
    @WithDefault("true")
    boolean enabled();

    /** Time between two runs while orders keep coming. */
    @WithDefault("PT1M")
    Duration interval();

    /** Business days whose orders count. */
    @WithName("window-days")
    @WithDefault("365")
    int windowDays();

    /** Orders that count at most, the newest. */
    @WithName("most-baskets")
    @WithDefault("1000000")
    int mostBaskets();
}
