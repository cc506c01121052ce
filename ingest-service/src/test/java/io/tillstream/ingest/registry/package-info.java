@NullMarked
package io.tillstream.ingest.registry;

import org.jspecify.annotations.NullMarked;
