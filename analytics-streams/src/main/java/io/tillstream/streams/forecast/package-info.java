/** Forecasts of daily figures by exponential smoothing. */
@NullMarked
package io.tillstream.streams.forecast;

import org.jspecify.annotations.NullMarked;
