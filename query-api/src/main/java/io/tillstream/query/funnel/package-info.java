/** The funnel from visit to purchase. */
@NullMarked
package io.tillstream.query.funnel;

import org.jspecify.annotations.NullMarked;
