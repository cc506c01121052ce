/** What other programs rely on, for programs to read: JSON Schemas and the AsyncAPI document. */
@NullMarked
package io.tillstream.ingest.contracts;

import org.jspecify.annotations.NullMarked;
