/** Snowplow's tracker protocol. */
@NullMarked
package io.tillstream.ingest.wire.snowplow;

import org.jspecify.annotations.NullMarked;
