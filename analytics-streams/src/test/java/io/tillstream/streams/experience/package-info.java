/** Tests of experience. */
@NullMarked
package io.tillstream.streams.experience;

import org.jspecify.annotations.NullMarked;
