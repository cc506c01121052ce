/** Tests of write keys. */
@NullMarked
package io.tillstream.ingest.keys;

import org.jspecify.annotations.NullMarked;
