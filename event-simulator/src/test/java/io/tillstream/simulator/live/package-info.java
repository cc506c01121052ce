@NullMarked
package io.tillstream.simulator.live;

import org.jspecify.annotations.NullMarked;
