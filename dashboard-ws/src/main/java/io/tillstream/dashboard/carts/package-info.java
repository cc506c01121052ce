/** Carts that are abandoned now. */
@NullMarked
package io.tillstream.dashboard.carts;

import org.jspecify.annotations.NullMarked;
