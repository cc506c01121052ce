/** Who buys within a week. */
@NullMarked
package io.tillstream.query.propensity;

import org.jspecify.annotations.NullMarked;
