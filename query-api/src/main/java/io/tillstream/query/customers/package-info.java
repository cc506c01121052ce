/** Customers: list, one profile, time line. */
@NullMarked
package io.tillstream.query.customers;

import org.jspecify.annotations.NullMarked;
