/** How long live figures take to many clients at once. */
@NullMarked
package io.tillstream.benchmarks.live;

import org.jspecify.annotations.NullMarked;
