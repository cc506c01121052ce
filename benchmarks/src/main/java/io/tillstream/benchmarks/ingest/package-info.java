/** What taking events in over HTTP costs, and what the service survives. */
@NullMarked
package io.tillstream.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
