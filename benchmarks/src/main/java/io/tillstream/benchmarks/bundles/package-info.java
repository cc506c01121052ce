/** Mining of what is bought together: FP-Growth beside plain Apriori, and a million orders in a gigabyte. */
@NullMarked
package io.tillstream.benchmarks.bundles;

import org.jspecify.annotations.NullMarked;
