/** How much of a processor the whole topology takes for an event, beside the mere reading of it. */
@NullMarked
package io.tillstream.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
