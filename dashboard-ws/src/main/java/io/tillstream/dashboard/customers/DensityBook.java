package io.tillstream.dashboard.customers;

import com.carrotsearch.hppc.LongIntHashMap;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.Predictions;

/**
 * Where all buyers lie, of whom the scatters show a sample: counted exactly by recency, orders and net spend, two at a time. 12 bytes for each in a primitive map,
 * so that the old place of a customer can be taken away when a new profile comes.
 *
 * <p>The packed word of a buyer, from bit 0: 5 step of orders, 6 step of net spend, 5 step of recency, 1 whether models placed the customer in a cluster.
 */
public final class DensityBook implements ProfileBook {

    private static final int NET_SHIFT = 5;
    private static final int RECENCY_SHIFT = 11;
    private static final int PLACED_SHIFT = 16;

    private final LongIntHashMap buyers = new LongIntHashMap();
    private final Plane ordersByNet = new Plane(Steps.ORDERS.count(), Steps.NET.count());
    private final Plane recencyByNet = new Plane(Steps.RECENCY.count(), Steps.NET.count());
    private final Plane recencyByOrders = new Plane(Steps.RECENCY.count(), Steps.ORDERS.count());
    private final Plane placed = new Plane(Steps.ORDERS.count(), Steps.NET.count());

    @Override
    public void put(long hash, CustomerProfile profile) {
        if (profile.orders() == 0) {
            forget(hash);
            return;
        }
        int after = pack(profile);
        int before = buyers.put(hash, after);
        if (before != after) {
            count(before, -1);
            count(after, 1);
        }
    }

    @Override
    public void forget(long hash) {
        count(buyers.remove(hash), -1);
    }

    private static int pack(CustomerProfile profile) {
        Integer recency = profile.recencyDays();
        Predictions predictions = profile.predictions();
        return Steps.ORDERS.of(profile.orders())
                | Steps.NET.of(profile.netMicros()) << NET_SHIFT
                | (recency == null ? 0 : Steps.RECENCY.of(recency)) << RECENCY_SHIFT
                | (predictions == null || predictions.cluster() == null ? 0 : 1) << PLACED_SHIFT;
    }

    private void count(int packed, long change) {
        int orders = packed & 0x1f;
        int net = packed >> NET_SHIFT & 0x3f;
        int recency = packed >> RECENCY_SHIFT & 0x1f;
        ordersByNet.add(orders, net, change);
        recencyByNet.add(recency, net, change);
        recencyByOrders.add(recency, orders, change);
        if (packed >> PLACED_SHIFT != 0) {
            placed.add(orders, net, change);
        }
    }

    /** Writes buyers by orders (x) and net spend (y); who spent nothing, net of refunds, is left out. */
    void writeOrdersByNet(ObjectNode data) {
        write(ordersByNet, data);
    }

    /** The same of those whom models placed in a cluster. */
    public void writePlaced(ObjectNode data) {
        write(placed, data);
    }

    private static void write(Plane plane, ObjectNode data) {
        Steps.ORDERS.writeTo(data.putArray("x"));
        Steps.NET.writeMoneyTo(data.putArray("y"));
        plane.writeTo(data.putObject("cells"));
    }

    /** Writes scored buyers by recency in days (x) and net spend (y); who spent nothing, net of refunds, is left out. */
    void writeRecencyByNet(ObjectNode data) {
        Steps.RECENCY.writeTo(data.putArray("x"));
        Steps.NET.writeMoneyTo(data.putArray("y"));
        recencyByNet.writeTo(data.putObject("cells"));
    }

    /** Writes scored buyers by recency in days (x) and orders (y). */
    void writeRecencyByOrders(ObjectNode data) {
        Steps.RECENCY.writeTo(data.putArray("x"));
        Steps.ORDERS.writeTo(data.putArray("y"));
        recencyByOrders.writeTo(data.putObject("cells"));
    }

    /** Bytes that the map takes. */
    long bytes() {
        return buyers.ramBytesAllocated();
    }
}
