/** Members, points, tiers, and what membership does. */
@NullMarked
package io.tillstream.query.loyalty;

import org.jspecify.annotations.NullMarked;
