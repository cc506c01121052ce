/** Tests of the gateway's benchmark. */
@NullMarked
package io.tillstream.benchmarks.live;

import org.jspecify.annotations.NullMarked;
