/** Cohorts by month of first purchase, and who came back, who stopped and who was won back by month. */
@NullMarked
package io.tillstream.streams.cohorts;

import org.jspecify.annotations.NullMarked;
