package io.tillstream.ingest.events;

import java.time.Duration;

/**
 * How the service ends.
 *
 * @param delay for how long it takes events when it says already that it is not ready
 */
public record EndSettings(Duration delay) {}
