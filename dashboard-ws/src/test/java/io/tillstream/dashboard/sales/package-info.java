/** Tests of sales. */
@NullMarked
package io.tillstream.dashboard.sales;

import org.jspecify.annotations.NullMarked;
