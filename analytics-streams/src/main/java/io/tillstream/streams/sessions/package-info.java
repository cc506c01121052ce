/** Sessions: events of one visitor with no gap of 30 minutes or more. */
@NullMarked
package io.tillstream.streams.sessions;

import org.jspecify.annotations.NullMarked;
