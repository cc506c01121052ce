/** Alerts raised and cleared. */
@NullMarked
package io.tillstream.query.alerts;

import org.jspecify.annotations.NullMarked;
