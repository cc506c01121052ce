/** The present of the shop: visits played at a chosen rate, and scenarios that disturb it. */
@NullMarked
package io.tillstream.simulator.live;

import org.jspecify.annotations.NullMarked;
