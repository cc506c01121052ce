/** Metrics: expressions, and what they come to. */
@NullMarked
package io.tillstream.query.metrics;

import org.jspecify.annotations.NullMarked;
