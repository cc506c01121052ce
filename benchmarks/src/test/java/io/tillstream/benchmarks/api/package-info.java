/** How the query service is asked. */
@NullMarked
package io.tillstream.benchmarks.api;

import org.jspecify.annotations.NullMarked;
