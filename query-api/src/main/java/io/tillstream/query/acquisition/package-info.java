/** Where customers come from, what that costs and what they bring. */
@NullMarked
package io.tillstream.query.acquisition;

import org.jspecify.annotations.NullMarked;
