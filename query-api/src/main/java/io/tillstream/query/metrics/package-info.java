/** Metrics that users define: expressions over the measures of the product, checked when saved and counted when asked for. */
@NullMarked
package io.tillstream.query.metrics;

import org.jspecify.annotations.NullMarked;
