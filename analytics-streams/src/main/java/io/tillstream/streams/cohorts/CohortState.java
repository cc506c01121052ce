package io.tillstream.streams.cohorts;

import org.jspecify.annotations.Nullable;

/** In which months a customer bought, and how the first purchase came about, if one is known. Grows with the number of months. */
final class CohortState {

    final PurchaseMonths months;

    @Nullable
    Origin origin;

    CohortState() {
        this(new PurchaseMonths());
    }

    CohortState(PurchaseMonths months) {
        this.months = months;
    }
}
