/** How fast the query service answers when the shop is large and many ask. */
@NullMarked
package io.tillstream.benchmarks.api;

import org.jspecify.annotations.NullMarked;
