/** Members, points, tiers, and whether members come back more often than customers like them. */
@NullMarked
package io.tillstream.streams.loyalty;

import org.jspecify.annotations.NullMarked;
