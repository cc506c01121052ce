/** How models come about: snapshots of customers, learning, calibration, measures. Knows neither Kafka nor a clock. */
@NullMarked
package io.tillstream.streams.training;

import org.jspecify.annotations.NullMarked;
