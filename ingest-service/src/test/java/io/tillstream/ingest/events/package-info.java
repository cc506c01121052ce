/** Tests of POST /v1/events. */
@NullMarked
package io.tillstream.ingest.events;

import org.jspecify.annotations.NullMarked;
