package io.tillstream.streams.training;

import com.carrotsearch.hppc.LongArrayList;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.clv.BuyerHistory;
import io.tillstream.streams.features.CustomerSnapshots;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One customer of the sample, lived through again. What the customer did as a visitor is theirs from the moment on at which that was known: so one who was a
 * visitor lives several times beside one another, once for each of these moments with all that was known then, and is looked at in the life of the time. What
 * happened after a look, such as a purchase, is told by the last life, which knows all.
 */
final class SampledCustomer {

    static final long SEEN_LAST_YEAR = Duration.ofDays(365).toMillis();

    /** Lives at most: of more moments the first ones and the last count. */
    static final int MOST_LIVES = 4;

    private static final double MICROS = 1_000_000;

    private final long hash;
    private final BusinessTime calendar;
    private final Life[] lives;
    /** In single precision: a forest's thresholds lie apart by far more. */
    private final float[] @Nullable [] looks;

    private final long[] seenAt;
    private final int[] ordersAt;
    private final LongArrayList purchases = new LongArrayList();
    private final BuyerHistory buyer = new BuyerHistory();
    private int next;
    private int events;

    /** A life with what was known from a moment on. */
    private static final class Life {

        private final long from;
        private final CustomerSnapshots state;
        private long lastSeen = Long.MIN_VALUE;
        private int orders;

        Life(long from, BusinessTime calendar) {
            this.from = from;
            state = new CustomerSnapshots(calendar);
        }

        boolean take(CommerceEvent event, long at, long receivedAt) {
            if (!state.update(event, receivedAt)) {
                return false;
            }
            lastSeen = Math.max(lastSeen, at);
            orders += event instanceof CommerceEvent.Purchase ? 1 : 0;
            return true;
        }
    }

    /**
     * @param moments when more became known of the customer, ascending, milliseconds since 1970
     * @param times number of planned looks
     */
    SampledCustomer(long hash, BusinessTime calendar, long[] moments, int times) {
        this.hash = hash;
        this.calendar = calendar;
        lives = new Life[Math.min(moments.length + 1, MOST_LIVES)];
        lives[0] = new Life(Joins.ALWAYS, calendar);
        for (int i = 1; i < lives.length; i++) {
            lives[i] = new Life(moments[i < lives.length - 1 ? i - 1 : moments.length - 1], calendar);
        }
        looks = new float[times][];
        seenAt = new long[times];
        ordersAt = new int[times];
    }

    long hash() {
        return hash;
    }

    /** Counts an event, whether it is taken in or not; how many there were. */
    int noteEvent() {
        return ++events;
    }

    int events() {
        return events;
    }

    /**
     * Takes the next event in; false when it does not count.
     *
     * @param knownFrom the time from which it is known to be the customer's
     */
    boolean take(CommerceEvent event, long receivedAt, long knownFrom) {
        long at = event.timestamp().toEpochMilli();
        boolean counted = false;
        for (Life life : lives) {
            if (life.from >= knownFrom) {
                counted = life.take(event, at, receivedAt);
            }
        }
        if (counted && event instanceof CommerceEvent.Purchase purchase) {
            purchases.add(at);
            buyer.add(calendar.epochDay(at), amount(purchase));
        }
        return counted;
    }

    private static double amount(CommerceEvent.Purchase purchase) {
        return purchase.items().stream().mapToLong(Item::amountMicros).sum() / MICROS;
    }

    /** Looks at all planned times before a moment. */
    void lookUpTo(long[] times, long before) {
        while (next < times.length && times[next] < before) {
            Life life = lifeAt(times[next]);
            if (life.lastSeen != Long.MIN_VALUE && times[next] - life.lastSeen <= SEEN_LAST_YEAR) {
                looks[next] = narrow(life.state.features(times[next]));
                seenAt[next] = life.lastSeen;
                ordersAt[next] = life.orders;
            }
            next++;
        }
    }

    private Life lifeAt(long time) {
        int index = lives.length - 1;
        while (lives[index].from > time) {
            index--;
        }
        return lives[index];
    }

    private Life last() {
        return lives[lives.length - 1];
    }

    /** The features at a planned time; null for who had not been seen in the year before. */
    double @Nullable [] lookAt(int index) {
        float[] look = looks[index];
        return look == null ? null : widen(look);
    }

    /** When the customer had been seen last, at a planned time with a look. */
    long seenAt(int index) {
        return seenAt[index];
    }

    /** Orders until a planned time with a look. */
    int ordersAt(int index) {
        return ordersAt[index];
    }

    /** The features after all events. */
    double[] featuresAt(long asOf) {
        return last().state.features(asOf);
    }

    long lastSeen() {
        return last().lastSeen;
    }

    boolean hasBought() {
        return !purchases.isEmpty();
    }

    boolean buysWithin(long from, long to) {
        for (int i = 0; i < purchases.size(); i++) {
            long at = purchases.get(i);
            if (at > from && at <= to) {
                return true;
            }
        }
        return false;
    }

    BuyerHistory buyer() {
        return buyer;
    }

    private static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
