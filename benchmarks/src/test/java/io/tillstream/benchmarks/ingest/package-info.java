/** Whether what a load left on the log is counted rightly. */
@NullMarked
package io.tillstream.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
