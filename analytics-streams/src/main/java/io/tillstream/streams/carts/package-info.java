/** Carts from their first item to what became of them. */
@NullMarked
package io.tillstream.streams.carts;

import org.jspecify.annotations.NullMarked;
