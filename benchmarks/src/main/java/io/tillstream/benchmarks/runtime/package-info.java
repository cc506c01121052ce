/** The command line of the benchmarks. */
@NullMarked
package io.tillstream.benchmarks.runtime;

import org.jspecify.annotations.NullMarked;
