/** Sales by day and by dimension. */
@NullMarked
package io.tillstream.query.sales;

import org.jspecify.annotations.NullMarked;
