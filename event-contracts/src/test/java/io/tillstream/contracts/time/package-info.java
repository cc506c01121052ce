/** Tests of {@code io.tillstream.contracts.time}. */
@NullMarked
package io.tillstream.contracts.time;

import org.jspecify.annotations.NullMarked;
