/** Lifetime value: how long fitting and scoring take, and how often its interval holds the truth. */
@NullMarked
package io.tillstream.benchmarks.value;

import org.jspecify.annotations.NullMarked;
