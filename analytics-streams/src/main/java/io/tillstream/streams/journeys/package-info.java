/** Journeys: where sessions lead, by which paths, and which marketing channels lead to orders. */
@NullMarked
package io.tillstream.streams.journeys;

import org.jspecify.annotations.NullMarked;
