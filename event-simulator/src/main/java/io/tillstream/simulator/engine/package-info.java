/** Runs the shop: history first, resumed where it stopped, then live. */
@NullMarked
package io.tillstream.simulator.engine;

import org.jspecify.annotations.NullMarked;
