@NullMarked
package io.tillstream.simulator.runtime;

import org.jspecify.annotations.NullMarked;
