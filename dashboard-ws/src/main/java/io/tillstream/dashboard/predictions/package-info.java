/** What models say of customers, counted: churn risk, lifetime value, chance of a purchase, clusters, and the segments a customer has beside them. */
@NullMarked
package io.tillstream.dashboard.predictions;

import org.jspecify.annotations.NullMarked;
