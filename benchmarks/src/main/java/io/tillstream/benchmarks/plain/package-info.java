/**
 * The plain way: what an experienced developer writes with the DSL of Kafka Streams and JSON serdes, to compare the product's topology with. Three
 * aggregates, no deduplication, no timers, no scores.
 */
@NullMarked
package io.tillstream.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
