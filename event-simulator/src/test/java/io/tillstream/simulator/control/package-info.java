@NullMarked
package io.tillstream.simulator.control;

import org.jspecify.annotations.NullMarked;
