/** Tests of freshness. */
@NullMarked
package io.tillstream.dashboard.status;

import org.jspecify.annotations.NullMarked;
