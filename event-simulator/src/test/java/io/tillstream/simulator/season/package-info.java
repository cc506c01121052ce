@NullMarked
package io.tillstream.simulator.season;

import org.jspecify.annotations.NullMarked;
