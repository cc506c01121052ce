/** Cleans the rows of a shop's table step by step, says what was removed and why, and puts the lines that stay together to orders. */
@NullMarked
package io.tillstream.ingest.imports.clean;

import org.jspecify.annotations.NullMarked;
