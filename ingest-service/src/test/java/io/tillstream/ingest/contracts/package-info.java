@NullMarked
package io.tillstream.ingest.contracts;

import org.jspecify.annotations.NullMarked;
