/** What a channel and a reader of records are, and the small vocabulary channels are written in. */
@NullMarked
package io.tillstream.dashboard.channel;

import org.jspecify.annotations.NullMarked;
