/** The rule tier of churn. */
@NullMarked
package io.tillstream.streams.churn;

import org.jspecify.annotations.NullMarked;
