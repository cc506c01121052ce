/** Tests of file imports. */
@NullMarked
package io.tillstream.ingest.imports.source;

import org.jspecify.annotations.NullMarked;
