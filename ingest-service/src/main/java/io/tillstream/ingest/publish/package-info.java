/** Getting events onto the log: one producer for all ways in, acknowledged by all in-sync replicas. */
@NullMarked
package io.tillstream.ingest.publish;

import org.jspecify.annotations.NullMarked;
