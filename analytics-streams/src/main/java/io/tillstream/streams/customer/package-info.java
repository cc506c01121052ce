/** The one pass: a customer's whole state, updated once per event by all facets. */
@NullMarked
package io.tillstream.streams.customer;

import org.jspecify.annotations.NullMarked;
