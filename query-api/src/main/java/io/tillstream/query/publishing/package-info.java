/** What this service writes to the log: commands to the trainer, definitions of custom segments, and events out of quarantine. */
@NullMarked
package io.tillstream.query.publishing;

import org.jspecify.annotations.NullMarked;
