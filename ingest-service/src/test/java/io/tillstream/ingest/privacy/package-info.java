/** Tests of privacy at the door. */
@NullMarked
package io.tillstream.ingest.privacy;

import org.jspecify.annotations.NullMarked;
