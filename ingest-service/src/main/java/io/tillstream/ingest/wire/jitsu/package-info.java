/** Jitsu's ingest API. */
@NullMarked
package io.tillstream.ingest.wire.jitsu;

import org.jspecify.annotations.NullMarked;
