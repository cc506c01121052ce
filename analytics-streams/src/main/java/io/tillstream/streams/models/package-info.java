/** Models as they score: read from bytes, immutable, without knowledge of where they come from. */
@NullMarked
package io.tillstream.streams.models;

import org.jspecify.annotations.NullMarked;
