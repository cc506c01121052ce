/** Tests of purchase behaviour. */
@NullMarked
package io.tillstream.streams.purchasing;

import org.jspecify.annotations.NullMarked;
