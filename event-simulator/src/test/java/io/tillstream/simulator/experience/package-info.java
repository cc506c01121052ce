@NullMarked
package io.tillstream.simulator.experience;

import org.jspecify.annotations.NullMarked;
