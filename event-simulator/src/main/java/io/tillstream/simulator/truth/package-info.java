/** What nobody but the simulator knows: the causes behind what its customers do, so that findings can be checked against them. */
@NullMarked
package io.tillstream.simulator.truth;

import org.jspecify.annotations.NullMarked;
