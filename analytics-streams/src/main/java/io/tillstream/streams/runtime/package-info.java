/** Configuration, wiring and life of the topology; the only place with a clock. */
@NullMarked
package io.tillstream.streams.runtime;

import org.jspecify.annotations.NullMarked;
