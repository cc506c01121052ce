/** Segments, RFM and churn, counted from customer profiles, with a bounded sample for the scatters. */
@NullMarked
package io.tillstream.dashboard.customers;

import org.jspecify.annotations.NullMarked;
