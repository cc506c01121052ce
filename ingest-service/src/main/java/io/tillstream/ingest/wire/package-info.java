/** The wire formats that shops send already: each is read into canonical events, over one intake. */
@NullMarked
package io.tillstream.ingest.wire;

import org.jspecify.annotations.NullMarked;
