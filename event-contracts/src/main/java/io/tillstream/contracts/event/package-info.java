/** The canonical event: what a shop says happened, parsed and checked once. */
@NullMarked
package io.tillstream.contracts.event;

import org.jspecify.annotations.NullMarked;
