/** Funnel steps and cart outcomes over some windows of time. */
@NullMarked
package io.tillstream.dashboard.funnel;

import org.jspecify.annotations.NullMarked;
