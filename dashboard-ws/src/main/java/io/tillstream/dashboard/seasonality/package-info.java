/** Orders and sessions by hour of the week. */
@NullMarked
package io.tillstream.dashboard.seasonality;

import org.jspecify.annotations.NullMarked;
