/** How quickly the dashboard shows itself, and how smoothly it moves. */
@NullMarked
package io.tillstream.benchmarks.page;

import org.jspecify.annotations.NullMarked;
