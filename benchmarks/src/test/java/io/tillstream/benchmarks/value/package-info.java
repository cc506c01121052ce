@NullMarked
package io.tillstream.benchmarks.value;

import org.jspecify.annotations.NullMarked;
