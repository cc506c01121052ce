/** Carts, abandoned ones first of all. */
@NullMarked
package io.tillstream.query.carts;

import org.jspecify.annotations.NullMarked;
