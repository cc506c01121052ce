package io.tillstream.dashboard.customers;

import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongLongCursor;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is needed of all customers to count them: 16 bytes each in a primitive map, plus a bounded sample with the figures of single customers.
 *
 * <p>The packed word of a customer: bits 0–7 segment, 8–15 churn tier, 16–23 RFM cell (1–125, 0 none), 24–63 second of the last purchase.
 */
public final class CustomerBook implements RecordReader {

    /** A customer is active up to this long after the last purchase. */
    public static final Duration ACTIVE = Duration.ofDays(90);

    private static final long NO_PURCHASE = Long.MIN_VALUE >> 24;
    private static final long ABSENT = NO_PURCHASE << 24 | 0xffffffL;
    private static final int CELLS = 125;

    private final OutputJson<CustomerProfile> json = OutputJson.of(CustomerProfile.class);
    private final LongLongHashMap customers = new LongLongHashMap();
    private final Tally segments = new Tally();
    private final Tally tiers = new Tally();
    private final long[] cells = new long[CELLS + 1];
    private final CustomerSample sample;
    private final Freshness freshness;
    private final Link link;
    private final Clock clock;
    private final List<ProfileBook> others;
    private String churnMethod = "rule";
    private long buyers;
    private long version;

    /**
     * @param sampleLimit how many customers the scatters show at most
     * @param others are told of each profile too
     */
    public CustomerBook(int sampleLimit, Freshness freshness, Link link, Clock clock, ProfileBook... others) {
        this.sample = new CustomerSample(sampleLimit);
        this.freshness = freshness;
        this.link = link;
        this.clock = clock;
        this.others = List.of(others);
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null) {
            return;
        }
        long hash = CustomerSample.hash(key);
        byte[] value = record.value();
        if (value == null) {
            forget(hash);
        } else {
            put(hash, json.read(value));
        }
        version++;
    }

    private void forget(long hash) {
        long before = customers.getOrDefault(hash, ABSENT);
        if (before != ABSENT) {
            count(before, -1);
            customers.remove(hash);
            sample.remove(hash);
        }
        others.forEach(book -> book.forget(hash));
    }

    private void put(long hash, CustomerProfile profile) {
        freshness.event(profile.lastSeenAt());
        freshness.figure(profile.freshThrough(), clock.instant(), link.caughtUp());
        long before = customers.getOrDefault(hash, ABSENT);
        if (before != ABSENT) {
            count(before, -1);
        }
        long after = pack(profile);
        customers.put(hash, after);
        count(after, 1);
        if (profile.orders() > 0) {
            sample.put(hash, SampledCustomer.of(profile));
        } else {
            sample.remove(hash);
        }
        String method = profile.churnMethod();
        if (method != null) {
            churnMethod = method;
        }
        others.forEach(book -> book.put(hash, profile));
    }

    private long pack(CustomerProfile profile) {
        Instant last = profile.lastPurchaseAt();
        long second = last == null || profile.orders() == 0 ? NO_PURCHASE : last.getEpochSecond();
        RfmScore rfm = profile.rfm();
        int cell = rfm == null ? 0 : 25 * (rfm.recency() - 1) + 5 * (rfm.frequency() - 1) + rfm.monetary();
        return second << 24
                | (long) cell << 16
                | (long) tiers.indexOf(profile.churnTier()) << 8
                | segments.indexOf(profile.segment());
    }

    private void count(long packed, long change) {
        segments.add((int) (packed & 0xff), change);
        tiers.add((int) (packed >> 8 & 0xff), change);
        cells[(int) (packed >> 16 & 0xff)] += change;
        if (packed >> 24 != NO_PURCHASE) {
            buyers += change;
        }
    }

    /** Customers with at least one order. */
    public long buyers() {
        return buyers;
    }

    /** Customers and visitors known, buyers or not. */
    public long known() {
        return customers.size();
    }

    /** Customers whose last purchase is at most {@link #ACTIVE} before the reference time. */
    public long active(Instant asOf) {
        long oldest = asOf.minus(ACTIVE).getEpochSecond();
        long active = 0;
        for (LongLongCursor customer : customers) {
            long second = customer.value >> 24;
            if (second != NO_PURCHASE && second >= oldest) {
                active++;
            }
        }
        return active;
    }

    /** Customers by RFM segment. */
    Map<String, Long> bySegment() {
        return segments.byName();
    }

    /** Customers by churn tier. */
    public Map<String, Long> byTier() {
        return tiers.byName();
    }

    /** Customers by RFM label, for example {@code 412}; only labels that occur. */
    Map<String, Long> byLabel() {
        Map<String, Long> result = new LinkedHashMap<>();
        for (int cell = 1; cell <= CELLS; cell++) {
            if (cells[cell] > 0) {
                int index = cell - 1;
                result.put(new RfmScore(index / 25 + 1, index / 5 % 5 + 1, index % 5 + 1).label(), cells[cell]);
            }
        }
        return result;
    }

    /** How the newest churn tiers came about. */
    public String churnMethod() {
        return churnMethod;
    }

    /** The sample behind the scatters. */
    CustomerSample sample() {
        return sample;
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
