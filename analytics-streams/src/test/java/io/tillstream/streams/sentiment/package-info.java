/** Tests of sentiment. */
@NullMarked
package io.tillstream.streams.sentiment;

import org.jspecify.annotations.NullMarked;
