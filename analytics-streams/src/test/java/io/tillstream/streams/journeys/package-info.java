/** Tests of journeys. */
@NullMarked
package io.tillstream.streams.journeys;

import org.jspecify.annotations.NullMarked;
