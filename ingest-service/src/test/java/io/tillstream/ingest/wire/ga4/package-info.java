/** Tests of the Measurement Protocol of Google Analytics 4. */
@NullMarked
package io.tillstream.ingest.wire.ga4;

import org.jspecify.annotations.NullMarked;
