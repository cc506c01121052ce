@NullMarked
package io.tillstream.simulator.random;

import org.jspecify.annotations.NullMarked;
