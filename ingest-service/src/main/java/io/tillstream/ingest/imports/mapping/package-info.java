/** Mappings of columns and options that are saved by name, and shared by all instances of the service over a topic. */
@NullMarked
package io.tillstream.ingest.imports.mapping;

import org.jspecify.annotations.NullMarked;
