@NullMarked
package io.tillstream.ingest.plan;

import org.jspecify.annotations.NullMarked;
