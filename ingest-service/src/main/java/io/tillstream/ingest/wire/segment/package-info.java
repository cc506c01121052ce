/** Segment's tracking API, which RudderStack speaks too. */
@NullMarked
package io.tillstream.ingest.wire.segment;

import org.jspecify.annotations.NullMarked;
