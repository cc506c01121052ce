/** Cohorts and retention. */
@NullMarked
package io.tillstream.query.cohorts;

import org.jspecify.annotations.NullMarked;
