package io.tillstream.streams.loyalty;

import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * A customer's first order, and the first day after it with another. Of two orders at the same time the first in the log is the first.
 *
 * @param at event time, milliseconds since 1970
 * @param day its business day, in days since 1970-01-01
 * @param amountMicros what it came to
 * @param country where it was made
 * @param nextDay first later business day with an order; {@link #NONE} when none is known
 */
record FirstOrder(long at, int day, long amountMicros, String country, int nextDay) {

    static final int NONE = Integer.MAX_VALUE;

    /** The first order when another becomes known; this one when it changes nothing. */
    FirstOrder with(FirstOrder other) {
        if (other.at >= at && (other.day == day || other.day >= nextDay)) {
            return this;
        }
        FirstOrder first = other.at < at ? other : this;
        int later = Math.max(day, other.day);
        int next = later > first.day ? Math.min(later, nextDay) : nextDay;
        return new FirstOrder(first.at, first.day, first.amountMicros, first.country, next);
    }

    /** Whether customers with either first order are alike, and so booked in the same cell. */
    boolean isBookedLike(@Nullable FirstOrder other) {
        return other != null
                && (equals(other)
                        || amountMicros == other.amountMicros
                                && country.equals(other.country)
                                && Months.of(day) == Months.of(other.day));
    }

    /** Whether the customer came back in time. */
    boolean isFollowed() {
        return nextDay != NONE && nextDay - day <= LoyaltyStratum.DAYS;
    }

    void write(BinaryWriter out) {
        out.writeSigned(at)
                .writeSigned(day)
                .writeUnsigned(amountMicros)
                .writeText(country)
                .writeUnsigned(nextDay == NONE ? 0 : nextDay - day);
    }

    static FirstOrder read(BinaryReader in) {
        long at = in.readSigned();
        int day = (int) in.readSigned();
        long amountMicros = in.readUnsigned();
        String country = in.readRequiredText();
        int gap = in.readCount();
        return new FirstOrder(at, day, amountMicros, country, gap == 0 ? NONE : day + gap);
    }
}
