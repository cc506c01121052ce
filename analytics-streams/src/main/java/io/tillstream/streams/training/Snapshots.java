package io.tillstream.streams.training;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventOwner;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.clv.BuyerHistory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lives a sample of customers through again in the order of the log, and looks at each at the planned times before an event from after such a time is taken
 * in: a snapshot never knows of anything later. Not thread-safe.
 *
 * <p>Memory: of a customer the state of the facets and the snapshots, not the events. When there are more customers than allowed, those of the upper half of
 * the remaining hashes are left out, so the sample is the same whatever the order. A customer of more than {@link #MOST_EVENTS} events is taken for a
 * machine and left out. So are visitors of whom nobody knows who they are: most come once, and would crowd the customers out. What a customer did as a visitor
 * is the customer's, in looks from the moment on at which that was known.
 */
public final class Snapshots {

    static final int MOST_EVENTS = 100_000;

    private static final long SEEN_LATELY = Duration.ofDays(90).toMillis();

    private final BusinessTime calendar;
    private final long[] times;
    private final int mostCustomers;
    private final Map<String, SampledCustomer> customers = new HashMap<>();
    private Joins joins = Joins.NONE;
    private long limit = Long.MAX_VALUE;
    private long events;
    private long firstEventAt = Long.MAX_VALUE;

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

    /** Heeds who visitors turned out to be; to be called before the first event. */
    public void heed(Joins known) {
        joins = known;
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
        if (!ofShop && event.envelope().customerId() != null) {
            accept(new Joins.Owner(key, Joins.ALWAYS), hash, event, receivedAt);
        }
    }

    /**
     * Takes an event in that a customer did as a visitor.
     *
     * @param owner whose it is
     * @param hash of the customer's key, evenly spread
     */
    public void acceptOfVisitor(Joins.Owner owner, long hash, CommerceEvent event, long receivedAt) {
        accept(owner, hash, EventOwner.assign(event, owner.customer()), receivedAt);
    }

    private void accept(Joins.Owner owner, long hash, CommerceEvent event, long receivedAt) {
        if (!wants(hash)) {
            return;
        }
        SampledCustomer customer = customers.computeIfAbsent(
                owner.customer(),
                key -> new SampledCustomer(hash & Long.MAX_VALUE, calendar, joins.momentsOf(key), times.length));
        if (customer.noteEvent() > MOST_EVENTS) {
            return;
        }
        long at = event.timestamp().toEpochMilli();
        customer.lookUpTo(times, at);
        if (customer.take(event, receivedAt, owner.knownFrom())) {
            events++;
            firstEventAt = Math.min(firstEventAt, at);
            thin();
        }
    }

    private void thin() {
        while (customers.size() > mostCustomers) {
            limit /= 2;
            for (Iterator<SampledCustomer> each = customers.values().iterator(); each.hasNext(); ) {
                if (each.next().hash() > limit) {
                    each.remove();
                }
            }
        }
    }

    /** Ends: looks at whatever is left to look at. */
    public void finish() {
        customers.values().removeIf(customer -> customer.events() > MOST_EVENTS);
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
                .map(SampledCustomer::buyer)
                .filter(buyer -> buyer.purchaseDays() > 0)
                .toList();
    }

    /** Buyers as they are at a time after all events: the features of whoever bought within the year before. */
    public double[][] buyersAt(long asOf) {
        return at(asOf, SampledCustomer::hasBought);
    }

    /** Everybody seen in the 90 days before a time after all events. */
    public double[][] seenAt(long asOf) {
        return at(asOf, customer -> asOf - customer.lastSeen() <= SEEN_LATELY);
    }

    private double[][] at(long asOf, Predicate<SampledCustomer> population) {
        return customers.values().stream()
                .filter(customer -> asOf - customer.lastSeen() <= SampledCustomer.SEEN_LAST_YEAR)
                .filter(population)
                .map(customer -> customer.featuresAt(asOf))
                .toArray(double[][]::new);
    }

    /** Rows of the churn model: buyers seen within a year before the snapshot; the outcome is no purchase in the horizon. */
    Rows churn(long[] at, long horizon) {
        return rows(at, horizon, true, SampledCustomer.SEEN_LAST_YEAR);
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
            double[] look = customer.lookAt(index);
            if (look != null && customer.ordersAt(index) > 0) {
                found.put(key, look);
            }
        });
        return found;
    }

    /** Whether a customer of the sample buys in a span. */
    public boolean buys(String key, long from, long to) {
        SampledCustomer customer = customers.get(key);
        return customer != null && customer.buysWithin(from, to);
    }

    private Rows rows(long[] at, long horizon, boolean lost, long seenWithin) {
        Rows.Builder rows = new Rows.Builder();
        for (long time : at) {
            int index = Arrays.binarySearch(times, time);
            customers.values().stream()
                    .sorted(Comparator.comparingLong(SampledCustomer::hash))
                    .forEach(customer -> {
                        double[] look = customer.lookAt(index);
                        if (look != null
                                && time - customer.seenAt(index) <= seenWithin
                                && (!lost || customer.ordersAt(index) > 0)) {
                            rows.add(look, customer.buysWithin(time, time + horizon) != lost);
                        }
                    });
        }
        return rows.build();
    }
}
