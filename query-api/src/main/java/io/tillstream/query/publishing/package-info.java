/** What this service writes to the log: commands to the trainer and definitions of custom segments. */
@NullMarked
package io.tillstream.query.publishing;

import org.jspecify.annotations.NullMarked;
