/** Recency, frequency and monetary scores, their segments, and moves between segments. */
@NullMarked
package io.tillstream.streams.rfm;

import org.jspecify.annotations.NullMarked;
