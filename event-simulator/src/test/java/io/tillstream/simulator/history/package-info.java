@NullMarked
package io.tillstream.simulator.history;

import org.jspecify.annotations.NullMarked;
