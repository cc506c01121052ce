/** What a sender can learn of the quality of its own data. */
@NullMarked
package io.tillstream.ingest.quality;

import org.jspecify.annotations.NullMarked;
