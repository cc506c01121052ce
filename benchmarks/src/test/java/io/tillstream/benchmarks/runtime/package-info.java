@NullMarked
package io.tillstream.benchmarks.runtime;

import org.jspecify.annotations.NullMarked;
