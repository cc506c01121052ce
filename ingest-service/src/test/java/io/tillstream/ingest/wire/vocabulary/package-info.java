/** Tests of the vocabularies. */
@NullMarked
package io.tillstream.ingest.wire.vocabulary;

import org.jspecify.annotations.NullMarked;
