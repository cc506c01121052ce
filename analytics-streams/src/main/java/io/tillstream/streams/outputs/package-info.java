/** The envelope of published records. */
@NullMarked
package io.tillstream.streams.outputs;

import org.jspecify.annotations.NullMarked;
