@NullMarked
package io.tillstream.benchmarks.events;

import org.jspecify.annotations.NullMarked;
