/** CloudEvents over HTTP. */
@NullMarked
package io.tillstream.ingest.wire.cloudevents;

import org.jspecify.annotations.NullMarked;
