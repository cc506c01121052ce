/** How users arranged the dashboard. */
@NullMarked
package io.tillstream.query.layouts;

import org.jspecify.annotations.NullMarked;
