/** Write keys: who may send events. */
@NullMarked
package io.tillstream.ingest.keys;

import org.jspecify.annotations.NullMarked;
