/** The headline figures. */
@NullMarked
package io.tillstream.dashboard.kpis;

import org.jspecify.annotations.NullMarked;
