/** Opens a file of unknown format, compression, encoding and delimiter, and gives its rows as text, one at a time and within bounds. */
@NullMarked
package io.tillstream.ingest.imports.source;

import org.jspecify.annotations.NullMarked;
