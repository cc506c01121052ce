/** Alerts raised and not cleared. */
@NullMarked
package io.tillstream.dashboard.alerts;

import org.jspecify.annotations.NullMarked;
