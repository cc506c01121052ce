/** What a benchmark tells a program. */
@NullMarked
package io.tillstream.benchmarks.report;

import org.jspecify.annotations.NullMarked;
