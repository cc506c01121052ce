/** Other JVMs of the benchmarks: each part that is measured has one of its own. */
@NullMarked
package io.tillstream.benchmarks.process;

import org.jspecify.annotations.NullMarked;
