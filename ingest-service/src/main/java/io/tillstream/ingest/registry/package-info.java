/** Puts the JSON Schemas of events and outputs into a schema registry that other teams use, when there is one. */
@NullMarked
package io.tillstream.ingest.registry;

import org.jspecify.annotations.NullMarked;
