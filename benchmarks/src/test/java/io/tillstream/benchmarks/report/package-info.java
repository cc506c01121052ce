@NullMarked
package io.tillstream.benchmarks.report;

import org.jspecify.annotations.NullMarked;
