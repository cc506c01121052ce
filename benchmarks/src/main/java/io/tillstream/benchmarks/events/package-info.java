/** How fast one event is read, beside what the JSON parser alone could do. */
@NullMarked
package io.tillstream.benchmarks.events;

import org.jspecify.annotations.NullMarked;
