/** Recommendations, messages and what an order leads to besides: the growth of the shop. */
@NullMarked
package io.tillstream.simulator.growth;

import org.jspecify.annotations.NullMarked;
