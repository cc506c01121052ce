/** Cohorts by month of first purchase, and retention by calendar month. */
@NullMarked
package io.tillstream.query.cohorts;

import org.jspecify.annotations.NullMarked;
