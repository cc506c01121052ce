/** Behavioural segments: kinds of buying that a customer may show several of. */
@NullMarked
package io.tillstream.streams.behaviour;

import org.jspecify.annotations.NullMarked;
