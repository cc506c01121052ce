/** One visit to the shop, from the first page to the order or the abandoned cart. */
@NullMarked
package io.tillstream.simulator.visit;

import org.jspecify.annotations.NullMarked;
