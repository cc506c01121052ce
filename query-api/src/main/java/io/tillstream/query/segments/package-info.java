/** RFM segments and how many customers each holds. */
@NullMarked
package io.tillstream.query.segments;

import org.jspecify.annotations.NullMarked;
