/** Sales by day and dimension. */
@NullMarked
package io.tillstream.streams.sales;

import org.jspecify.annotations.NullMarked;
