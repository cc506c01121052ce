/** What the shop sells. */
@NullMarked
package io.tillstream.simulator.catalogue;

import org.jspecify.annotations.NullMarked;
