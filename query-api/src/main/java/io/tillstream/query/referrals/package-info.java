/** Referrals, and what referred customers are worth. */
@NullMarked
package io.tillstream.query.referrals;

import org.jspecify.annotations.NullMarked;
