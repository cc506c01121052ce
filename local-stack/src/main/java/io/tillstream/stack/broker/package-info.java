/** A real Kafka broker in this JVM. */
@NullMarked
package io.tillstream.stack.broker;

import org.jspecify.annotations.NullMarked;
