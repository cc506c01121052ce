/** Clusters of like customers. */
@NullMarked
package io.tillstream.query.clusters;

import org.jspecify.annotations.NullMarked;
