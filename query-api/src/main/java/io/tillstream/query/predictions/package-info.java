/** What models say of one customer, for people to read. */
@NullMarked
package io.tillstream.query.predictions;

import org.jspecify.annotations.NullMarked;
