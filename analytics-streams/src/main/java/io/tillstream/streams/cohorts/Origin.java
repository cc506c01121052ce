package io.tillstream.streams.cohorts;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Occurrence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A customer's first purchase: what makes the cohort.
 *
 * @param at event time, milliseconds since 1970
 * @param month its business month, see {@link Months}
 * @param channel where it was made
 * @param category the category that most of its amount went to; of equal ones that named first
 * @param country its country
 */
record Origin(long at, int month, String channel, String category, String country) {

    static Origin of(CommerceEvent.Purchase purchase, Occurrence occurrence) {
        return new Origin(
                occurrence.at(),
                Months.of(occurrence.day()),
                occurrence.channel(),
                mainCategory(purchase),
                occurrence.country());
    }

    private static String mainCategory(CommerceEvent.Purchase purchase) {
        if (purchase.items().size() == 1) {
            return Occurrence.orUnknown(purchase.items().getFirst().category());
        }
        Map<String, Long> amounts = new LinkedHashMap<>();
        for (Item item : purchase.items()) {
            amounts.merge(Occurrence.orUnknown(item.category()), item.amountMicros(), Long::sum);
        }
        String main = Occurrence.UNKNOWN;
        long most = Long.MIN_VALUE;
        for (Map.Entry<String, Long> amount : amounts.entrySet()) {
            if (amount.getValue() > most) {
                main = amount.getKey();
                most = amount.getValue();
            }
        }
        return main;
    }

    /** Whether customers with either first purchase are booked in the same cells. */
    boolean isBookedLike(Origin other) {
        return month == other.month
                && channel.equals(other.channel)
                && category.equals(other.category)
                && country.equals(other.country);
    }

    void write(BinaryWriter out) {
        out.writeSigned(at)
                .writeSigned(month)
                .writeText(channel)
                .writeText(category)
                .writeText(country);
    }

    static Origin read(BinaryReader in) {
        return new Origin(
                in.readSigned(),
                (int) in.readSigned(),
                in.readRequiredText(),
                in.readRequiredText(),
                in.readRequiredText());
    }
}
