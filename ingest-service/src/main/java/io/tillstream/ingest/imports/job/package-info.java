/** Imports as jobs: queued, run one at a time, published with bounded traffic in flight, remembered on disk. */
@NullMarked
package io.tillstream.ingest.imports.job;

import org.jspecify.annotations.NullMarked;
