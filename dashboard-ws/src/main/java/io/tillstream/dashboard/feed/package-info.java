/** Reads the public topics into the books that the channels are drawn from. */
@NullMarked
package io.tillstream.dashboard.feed;

import org.jspecify.annotations.NullMarked;
