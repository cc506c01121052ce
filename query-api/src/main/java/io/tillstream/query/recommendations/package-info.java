/** Products for a customer, from what others bought with what the customer has. */
@NullMarked
package io.tillstream.query.recommendations;

import org.jspecify.annotations.NullMarked;
