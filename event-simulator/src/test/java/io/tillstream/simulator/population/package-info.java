@NullMarked
package io.tillstream.simulator.population;

import org.jspecify.annotations.NullMarked;
