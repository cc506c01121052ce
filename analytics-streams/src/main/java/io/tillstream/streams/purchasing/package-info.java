/** How customers buy: baskets, gaps between orders, discounts, payment. */
@NullMarked
package io.tillstream.streams.purchasing;

import org.jspecify.annotations.NullMarked;
