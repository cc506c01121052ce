/** {@code /v1/imports}: takes files with a shop's history, shows how far each import is and what cleaning did. */
@NullMarked
package io.tillstream.ingest.imports;

import org.jspecify.annotations.NullMarked;
