/** Records that are no events: looking at them, mending them, and sending them to the log once more. */
@NullMarked
package io.tillstream.query.quarantine;

import org.jspecify.annotations.NullMarked;
