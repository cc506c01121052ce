package io.tillstream.streams.training;

import com.carrotsearch.hppc.LongArrayList;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.clv.BuyerHistory;
import io.tillstream.streams.features.CustomerSnapshots;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lives a sample of customers through again in the order of the log, and looks at each at the planned times before an event from after such a time is taken
 * in: a snapshot never knows of anything later. Not thread-safe.
 *
 * <p>Memory: of a customer the state of the facets and the snapshots, not the events. When there are more customers than allowed, those of the upper half of
 * the remaining hashes are left out, so the sample is the same whatever the order. A customer of more than {@link #MOST_EVENTS} events is taken for a
 * machine and left out. So are visitors without a customer id: most come once, and would crowd the customers out.
 */
public final class Snapshots {

    static final int MOST_EVENTS = 100_000;

    private static final double MICROS = 1_000_000;
    private static final long SEEN_LATELY = Duration.ofDays(90).toMillis();
    private static final long SEEN_LAST_YEAR = Duration.ofDays(365).toMillis();

    private final BusinessTime calendar;
    private final long[] times;
    private final int mostCustomers;
    private final Map<String, Customer> customers = new HashMap<>();
    private long limit = Long.MAX_VALUE;
    private long events;
    private long firstEventAt = Long.MAX_VALUE;

    /** One customer under way. */
    static final class Customer {

        private final long hash;
        private final CustomerSnapshots life;
        /** In single precision: a forest's thresholds lie apart by far more. */
        private final float[] @Nullable [] looks;

        private final long[] seenAt;
        private final int[] ordersAt;
        private final LongArrayList purchases = new LongArrayList();
        private final BuyerHistory buyer = new BuyerHistory();
        private int next;
        private int events;
        private long lastSeen = Long.MIN_VALUE;

        Customer(long hash, BusinessTime calendar, int times) {
            this.hash = hash;
            life = new CustomerSnapshots(calendar);
            looks = new float[times][];
            seenAt = new long[times];
            ordersAt = new int[times];
        }

        private void lookUpTo(long[] times, long before) {
            while (next < times.length && times[next] < before) {
                if (lastSeen != Long.MIN_VALUE && times[next] - lastSeen <= SEEN_LAST_YEAR) {
                    looks[next] = narrow(life.features(times[next]));
                    seenAt[next] = lastSeen;
                    ordersAt[next] = purchases.size();
                }
                next++;
            }
        }

        private boolean buysWithin(long from, long to) {
            for (int i = 0; i < purchases.size(); i++) {
                long at = purchases.get(i);
                if (at > from && at <= to) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * @param calendar the shop's calendar
     * @param times when to look at customers, ascending, milliseconds since 1970
     * @param mostCustomers greatest size of the sample
     */
    public Snapshots(BusinessTime calendar, long[] times, int mostCustomers) {
        this.calendar = calendar;
        this.times = times.clone();
        this.mostCustomers = mostCustomers;
    }

    /** Whether the customer with this hash may be in the sample; asked before an event is read. */
    public boolean wants(long hash) {
        return (hash & Long.MAX_VALUE) <= limit;
    }

    /**
     * Takes the next event of the log in.
     *
     * @param key the customer
     * @param hash of the key, evenly spread
     * @param receivedAt when it reached the log, milliseconds since 1970
     */
    public void accept(String key, long hash, CommerceEvent event, long receivedAt) {
        boolean ofShop = event instanceof CommerceEvent.ProductUpdated || event instanceof CommerceEvent.AdSpend;
        if (ofShop || event.envelope().customerId() == null || !wants(hash)) {
            return;
        }
        Customer customer =
                customers.computeIfAbsent(key, unknown -> new Customer(hash & Long.MAX_VALUE, calendar, times.length));
        if (++customer.events > MOST_EVENTS) {
            return;
        }
        long at = event.timestamp().toEpochMilli();
        customer.lookUpTo(times, at);
        if (!customer.life.update(event, receivedAt)) {
            return;
        }
        events++;
        firstEventAt = Math.min(firstEventAt, at);
        customer.lastSeen = Math.max(customer.lastSeen, at);
        if (event instanceof CommerceEvent.Purchase purchase) {
            customer.purchases.add(at);
            customer.buyer.add(calendar.epochDay(at), amount(purchase));
        }
        thin();
    }

    private static double amount(CommerceEvent.Purchase purchase) {
        return purchase.items().stream().mapToLong(Item::amountMicros).sum() / MICROS;
    }

    private void thin() {
        while (customers.size() > mostCustomers) {
            limit /= 2;
            for (Iterator<Customer> each = customers.values().iterator(); each.hasNext(); ) {
                if (each.next().hash > limit) {
                    each.remove();
                }
            }
        }
    }

    /** Ends: looks at whatever is left to look at. */
    public void finish() {
        customers.values().removeIf(customer -> customer.events > MOST_EVENTS);
        customers.values().forEach(customer -> customer.lookUpTo(times, Long.MAX_VALUE));
    }

    /** Number of customers. */
    public int customerCount() {
        return customers.size();
    }

    /** Event time of the sample's first event, milliseconds since 1970. */
    public long firstEventAt() {
        return firstEventAt == Long.MAX_VALUE ? 0 : firstEventAt;
    }

    /** Number of events that counted. */
    public long eventCount() {
        return events;
    }

    /** Share of all customers that the sample was drawn from, by hash. */
    public double share() {
        return (double) limit / Long.MAX_VALUE;
    }

    /** Histories of all buyers. */
    public List<BuyerHistory> buyers() {
        return customers.values().stream()
                .map(customer -> customer.buyer)
                .filter(buyer -> buyer.purchaseDays() > 0)
                .toList();
    }

    /** Buyers as they are at a time after all events: the features of whoever bought within the year before. */
    public double[][] buyersAt(long asOf) {
        return at(asOf, customer -> !customer.purchases.isEmpty());
    }

    /** Everybody seen in the 90 days before a time after all events. */
    public double[][] seenAt(long asOf) {
        return at(asOf, customer -> asOf - customer.lastSeen <= SEEN_LATELY);
    }

    private double[][] at(long asOf, Predicate<Customer> population) {
        return customers.values().stream()
                .filter(customer -> asOf - customer.lastSeen <= SEEN_LAST_YEAR)
                .filter(population)
                .map(customer -> customer.life.features(asOf))
                .toArray(double[][]::new);
    }

    /** Rows of the churn model: buyers seen within a year before the snapshot; the outcome is no purchase in the horizon. */
    Rows churn(long[] at, long horizon) {
        return rows(at, horizon, true, SEEN_LAST_YEAR);
    }

    /** Rows of the purchase model: whoever was seen in the 90 days before the snapshot; the outcome is a purchase in the horizon. */
    Rows purchase(long[] at, long horizon) {
        return rows(at, horizon, false, SEEN_LATELY);
    }

    /** As {@link #churn} with the rows' customers, for measures that need to know who it is. */
    public Map<String, double[]> buyersLookedAt(long time) {
        int index = Arrays.binarySearch(times, time);
        Map<String, double[]> found = new HashMap<>();
        customers.forEach((key, customer) -> {
            float[] look = customer.looks[index];
            if (look != null && customer.ordersAt[index] > 0) {
                found.put(key, widen(look));
            }
        });
        return found;
    }

    /** Whether a customer of the sample buys in a span. */
    public boolean buys(String key, long from, long to) {
        Customer customer = customers.get(key);
        return customer != null && customer.buysWithin(from, to);
    }

    private Rows rows(long[] at, long horizon, boolean lost, long seenWithin) {
        Rows.Builder rows = new Rows.Builder();
        for (long time : at) {
            int index = Arrays.binarySearch(times, time);
            customers.values().stream()
                    .sorted(Comparator.comparingLong(customer -> customer.hash))
                    .forEach(customer -> {
                        float[] look = customer.looks[index];
                        boolean population = look != null
                                && time - customer.seenAt[index] <= seenWithin
                                && (!lost || customer.ordersAt[index] > 0);
                        if (look != null && population) {
                            rows.add(widen(look), customer.buysWithin(time, time + horizon) != lost);
                        }
                    });
        }
        return rows.build();
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
