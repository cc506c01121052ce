package io.tillstream.ingest.imports.clean;

import java.util.Arrays;

/** The orders of one import: numbers them and counts their lines. An order is one order id of one customer; a cancelled one is an order of its own. */
final class OrderIndex {

    private static final String SALE = "sale";
    private static final String REFUND = "refund";

    private final HashIndex index = new HashIndex();
    private final TextHash hash = new TextHash();
    private int[] lines = new int[1_024];
    private String lastOrder = "";
    private String lastCustomer = "";
    private boolean lastRefund;
    private int lastNumber = -1;

    /** Counts a line and gives the number of its order. */
    int addLine(boolean refund, String orderId, String customerId) {
        boolean same =
                lastNumber >= 0 && refund == lastRefund && orderId.equals(lastOrder) && customerId.equals(lastCustomer);
        if (!same) {
            hash.of(refund ? REFUND : SALE, orderId, customerId);
            lastNumber = index.indexOf(hash.high(), hash.low());
            lastRefund = refund;
            lastOrder = orderId;
            lastCustomer = customerId;
        }
        if (lastNumber >= lines.length) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, lastNumber + 1));
        }
        lines[lastNumber]++;
        return lastNumber;
    }

    /** Whether the customer has an order, not cancelled, of this id. */
    boolean hasSale(String orderId, String customerId) {
        hash.of(SALE, orderId, customerId);
        return index.find(hash.high(), hash.low()) >= 0;
    }

    /** Takes one line off an order; the number of its lines still to come. */
    int takeLine(int order) {
        return --lines[order];
    }
}
