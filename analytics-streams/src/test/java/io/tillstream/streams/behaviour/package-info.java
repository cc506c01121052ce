@NullMarked
package io.tillstream.streams.behaviour;

import org.jspecify.annotations.NullMarked;
