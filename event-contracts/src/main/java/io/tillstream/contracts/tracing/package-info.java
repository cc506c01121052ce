/** How one event is followed from the request that brought it to the row and the push that it caused. */
@NullMarked
package io.tillstream.contracts.tracing;

import org.jspecify.annotations.NullMarked;
