/** Tests of the funnel. */
@NullMarked
package io.tillstream.query.funnel;

import org.jspecify.annotations.NullMarked;
