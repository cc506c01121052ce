/** Tests of file imports. */
@NullMarked
package io.tillstream.ingest.imports.job;

import org.jspecify.annotations.NullMarked;
