/** What tests of the service share: a real broker and write keys. */
@NullMarked
package io.tillstream.ingest.runtime;

import org.jspecify.annotations.NullMarked;
