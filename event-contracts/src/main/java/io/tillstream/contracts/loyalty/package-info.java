/** How a shop's loyalty programme works. */
@NullMarked
package io.tillstream.contracts.loyalty;

import org.jspecify.annotations.NullMarked;
