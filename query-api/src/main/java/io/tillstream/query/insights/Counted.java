package io.tillstream.query.insights;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** The counts that tests look at, as they come from the tables. */
final class Counted {

    private Counted() {}

    /**
     * One hour of one day.
     *
     * @param hour 0 to 23
     */
    record Hour(LocalDate day, int hour, long sessions, long orders) {}

    /** One calendar month. */
    record Month(YearMonth month, long orders) {}

    /** One thing on one day. */
    record Day(String key, LocalDate day, long count) {}

    /** What became of the carts that held a product. */
    record Product(String id, @Nullable String title, long abandoned, long bought) {}

    /** Visits of a place and those of them that ended in a purchase. */
    record Visits(String place, long visits, long purchases) {}

    /** Orders of a place. */
    record Orders(String place, Significance.Sample amounts) {}
}
