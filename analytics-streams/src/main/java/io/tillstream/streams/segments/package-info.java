/** Membership of customers in custom segments. */
@NullMarked
package io.tillstream.streams.segments;

import org.jspecify.annotations.NullMarked;
