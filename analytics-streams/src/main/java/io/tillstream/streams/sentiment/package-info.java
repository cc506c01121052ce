/** How a text sounds: positive, neutral or negative. Pure. */
@NullMarked
package io.tillstream.streams.sentiment;

import org.jspecify.annotations.NullMarked;
