/** Cells: commutative, mergeable values that are not keyed by customer. */
@NullMarked
package io.tillstream.streams.cells;

import org.jspecify.annotations.NullMarked;
