@NullMarked
package io.tillstream.simulator.publish;

import org.jspecify.annotations.NullMarked;
