/** Tests of file imports. */
@NullMarked
package io.tillstream.ingest.imports.clean;

import org.jspecify.annotations.NullMarked;
