/** Hour by weekday and month matrices. */
@NullMarked
package io.tillstream.query.seasonality;

import org.jspecify.annotations.NullMarked;
