/** Wiring: configuration, clocks, migrations, threads, health, what goes into HTTP and JSON. */
@NullMarked
package io.tillstream.query.runtime;

import org.jspecify.annotations.NullMarked;
