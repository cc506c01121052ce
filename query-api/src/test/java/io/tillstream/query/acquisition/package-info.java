/** Tests of cost, return and payback. */
@NullMarked
package io.tillstream.query.acquisition;

import org.jspecify.annotations.NullMarked;
