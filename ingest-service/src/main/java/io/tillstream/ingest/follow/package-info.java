/** Reading of topics that every instance of the service knows by heart. */
@NullMarked
package io.tillstream.ingest.follow;

import org.jspecify.annotations.NullMarked;
