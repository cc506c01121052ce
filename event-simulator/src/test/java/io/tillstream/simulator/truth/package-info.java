@NullMarked
package io.tillstream.simulator.truth;

import org.jspecify.annotations.NullMarked;
