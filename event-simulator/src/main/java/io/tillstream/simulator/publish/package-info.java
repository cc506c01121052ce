/** Sends events to Kafka and keeps account of what was acknowledged. */
@NullMarked
package io.tillstream.simulator.publish;

import org.jspecify.annotations.NullMarked;
