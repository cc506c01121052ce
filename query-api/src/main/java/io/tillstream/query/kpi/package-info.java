/** The tiles: revenue, orders, customers, rates. */
@NullMarked
package io.tillstream.query.kpi;

import org.jspecify.annotations.NullMarked;
