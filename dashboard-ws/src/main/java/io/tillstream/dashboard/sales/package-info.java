/** Daily sales, the standing of categories and places, and the best products. */
@NullMarked
package io.tillstream.dashboard.sales;

import org.jspecify.annotations.NullMarked;
