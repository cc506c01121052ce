/** How good trained models are, against simpler ones and against the best possible. */
@NullMarked
package io.tillstream.benchmarks.models;

import org.jspecify.annotations.NullMarked;
