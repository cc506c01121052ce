@NullMarked
package io.tillstream.simulator.engine;

import org.jspecify.annotations.NullMarked;
