/** Orders, refunds and what follows from them for a customer: frequency, monetary value, gaps, variety. */
@NullMarked
package io.tillstream.streams.orders;

import org.jspecify.annotations.NullMarked;
