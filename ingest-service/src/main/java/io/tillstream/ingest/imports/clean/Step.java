package io.tillstream.ingest.imports.clean;

import java.util.Locale;

/** The steps of cleaning, in their order: what a step removes, a later one does not see. */
public enum Step {
    /** A cell that must be there is missing, or a number, a date or a text is none or out of bounds. */
    UNREADABLE,
    /** No customer. */
    WITHOUT_CUSTOMER,
    /** A cancelled order. Counted here as well when it becomes a refund, for it is no sale. */
    CANCELLED,
    /** Quantity or price is zero or negative. */
    NOT_POSITIVE,
    /** The same in all columns as a row before that stayed. */
    DUPLICATE,
    /** Quantity or price is beyond 1.5 interquartile ranges; only when asked for. */
    OUTLIER,
    /** The order as a whole is too large for one event. */
    OVERSIZED_ORDER;

    /** The name in reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
