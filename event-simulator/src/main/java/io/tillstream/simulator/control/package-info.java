/** The HTTP interface that steers the simulator. */
@NullMarked
package io.tillstream.simulator.control;

import org.jspecify.annotations.NullMarked;
