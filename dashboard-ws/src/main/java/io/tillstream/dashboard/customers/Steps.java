package io.tillstream.dashboard.customers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tillstream.contracts.money.Micros;
import io.tillstream.dashboard.channel.Figures;
import java.util.Arrays;

/**
 * Steps that customers are counted in. Step 1 begins at the lowest bound, each ends below the next bound, the last has no end; step 0 is what lies below all.
 */
final class Steps {

    private static final long[] PER_DECADE = {10, 15, 20, 30, 50, 70};
    private static final int DECADES = 9;

    /** Whole days since the last purchase. */
    static final Steps RECENCY =
            new Steps(0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 150, 180, 270, 365, 545, 730, 1_095);

    /** Orders. */
    static final Steps ORDERS =
            new Steps(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000);

    /** Net spend in micros: anything above nothing, then 1, 1.5, 2, 3, 5, 7, 10 … 700 million currency units. */
    static final Steps NET = new Steps(amounts());

    private final long[] bounds;

    private Steps(long... bounds) {
        this.bounds = bounds;
    }

    private static long[] amounts() {
        long[] amounts = new long[1 + DECADES * PER_DECADE.length];
        amounts[0] = 1;
        long decade = Micros.PER_UNIT / 10;
        for (int i = 1; i < amounts.length; i++) {
            int inDecade = (i - 1) % PER_DECADE.length;
            amounts[i] = PER_DECADE[inDecade] * decade;
            if (inDecade == PER_DECADE.length - 1) {
                decade *= 10;
            }
        }
        return amounts;
    }

    /** How many steps there are beside 0. */
    int count() {
        return bounds.length;
    }

    /** The step that a value is in. */
    int of(long value) {
        int found = Arrays.binarySearch(bounds, value);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Writes the lower bounds as they are. */
    void writeTo(ArrayNode array) {
        for (long bound : bounds) {
            array.add(bound);
        }
    }

    /** Writes the lower bounds, which are micros, as currency units. */
    void writeMoneyTo(ArrayNode array) {
        for (long bound : bounds) {
            array.add(Figures.money(bound));
        }
    }
}
