/** How the query service is asked. */
@NullMarked
package io.tillstream.benchmarks.page;

import org.jspecify.annotations.NullMarked;
