/** The past of the shop: all visits of all shoppers merged in the order of time. */
@NullMarked
package io.tillstream.simulator.history;

import org.jspecify.annotations.NullMarked;
