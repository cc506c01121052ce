/** {@code POST /v1/events}: events in canonical or flat JSON, answered when Kafka has them. */
@NullMarked
package io.tillstream.ingest.events;

import org.jspecify.annotations.NullMarked;
