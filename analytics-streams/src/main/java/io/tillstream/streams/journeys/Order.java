package io.tillstream.streams.journeys;

import io.tillstream.contracts.output.TextPair;

/**
 * An order whose path to it may still change.
 *
 * @param at event time, milliseconds since 1970
 * @param day business day, in days since 1970-01-01
 * @param grossMicros its gross value
 * @param place sales channel and device of the order
 */
record Order(long at, int day, long grossMicros, TextPair place) {}
