/** Why the gateway refuses a request. */
@NullMarked
package io.tillstream.dashboard.problem;

import org.jspecify.annotations.NullMarked;
