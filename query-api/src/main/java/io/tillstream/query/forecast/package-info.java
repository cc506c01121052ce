/** Sales to come. */
@NullMarked
package io.tillstream.query.forecast;

import org.jspecify.annotations.NullMarked;
