/** Lifetime value: what customers are expected to spend. */
@NullMarked
package io.tillstream.query.clv;

import org.jspecify.annotations.NullMarked;
