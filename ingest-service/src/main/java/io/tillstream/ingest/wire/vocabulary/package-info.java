/** What the events of other trackers are called, and which canonical events they are: one table per vocabulary. */
@NullMarked
package io.tillstream.ingest.wire.vocabulary;

import org.jspecify.annotations.NullMarked;
