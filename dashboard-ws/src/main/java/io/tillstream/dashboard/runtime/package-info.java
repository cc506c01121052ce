/** Wiring: configuration, clock, Kafka clients, the reading thread, health. */
@NullMarked
package io.tillstream.dashboard.runtime;

import org.jspecify.annotations.NullMarked;
