/** Whether what is compared finds the same. */
@NullMarked
package io.tillstream.benchmarks.bundles;

import org.jspecify.annotations.NullMarked;
