/** Tests of abandoned carts. */
@NullMarked
package io.tillstream.dashboard.carts;

import org.jspecify.annotations.NullMarked;
