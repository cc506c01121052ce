/** Rolling quantiles over all customers, from summaries of each partition. */
@NullMarked
package io.tillstream.streams.quantiles;

import org.jspecify.annotations.NullMarked;
