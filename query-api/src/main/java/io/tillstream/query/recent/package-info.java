/** Answers that took long to make: remembered for a while, and made anew beside those who ask. */
@NullMarked
package io.tillstream.query.recent;

import org.jspecify.annotations.NullMarked;
