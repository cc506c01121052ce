/** Tests of the wire formats. */
@NullMarked
package io.tillstream.ingest.wire;

import org.jspecify.annotations.NullMarked;
