/** Configuration, wiring and clocks of the service. */
@NullMarked
package io.tillstream.ingest.runtime;

import org.jspecify.annotations.NullMarked;
