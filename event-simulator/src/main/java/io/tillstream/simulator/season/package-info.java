/** When people shop: hours, weekdays, the year and campaigns. */
@NullMarked
package io.tillstream.simulator.season;

import org.jspecify.annotations.NullMarked;
