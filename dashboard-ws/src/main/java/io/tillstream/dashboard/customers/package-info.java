/** Segments, RFM and churn, counted from customer profiles, with where all customers lie and a bounded sample for the scatters. */
@NullMarked
package io.tillstream.dashboard.customers;

import org.jspecify.annotations.NullMarked;
