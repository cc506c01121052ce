/** Seeded randomness: the only source of chance in the model, so that a seed reproduces a shop. */
@NullMarked
package io.tillstream.simulator.random;

import org.jspecify.annotations.NullMarked;
