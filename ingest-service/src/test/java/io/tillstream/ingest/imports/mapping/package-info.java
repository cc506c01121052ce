/** Tests of saved mappings. */
@NullMarked
package io.tillstream.ingest.imports.mapping;

import org.jspecify.annotations.NullMarked;
