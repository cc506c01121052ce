/** Tests of file imports. */
@NullMarked
package io.tillstream.ingest.imports;

import org.jspecify.annotations.NullMarked;
