/** The ordered funnel from visit to purchase. */
@NullMarked
package io.tillstream.streams.funnel;

import org.jspecify.annotations.NullMarked;
