/** What an installation needs for a shop of a given size. */
@NullMarked
package io.tillstream.stack.sizing;

import org.jspecify.annotations.NullMarked;
