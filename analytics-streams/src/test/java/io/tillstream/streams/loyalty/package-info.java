/** Tests of points, tiers and membership. */
@NullMarked
package io.tillstream.streams.loyalty;

import org.jspecify.annotations.NullMarked;
