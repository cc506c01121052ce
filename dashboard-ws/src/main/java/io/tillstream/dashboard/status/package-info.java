/** How fresh the figures are, and as of when. */
@NullMarked
package io.tillstream.dashboard.status;

import org.jspecify.annotations.NullMarked;
