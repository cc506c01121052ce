@NullMarked
package io.tillstream.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
