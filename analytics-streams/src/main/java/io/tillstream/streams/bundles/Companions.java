package io.tillstream.streams.bundles;

import java.util.Arrays;
import java.util.List;

/**
 * Counts exactly how many baskets hold two products, for one product after the other: its baskets are looked through, and nothing is kept but which baskets
 * hold a product. So memory grows with the lines of the baskets and not with the pairs.
 */
final class Companions {

    private final List<int[]> baskets;

    /** Where the baskets of a product begin in {@link #holders}; one more at the end. */
    private final int[] begins;

    private final int[] holders;
    private final int[] joint;
    private final int[] touched;

    /**
     * @param baskets products of each, each once
     * @param products how many there are
     */
    Companions(List<int[]> baskets, int products) {
        this.baskets = baskets;
        begins = new int[products + 1];
        for (int[] basket : baskets) {
            for (int product : basket) {
                begins[product + 1]++;
            }
        }
        for (int product = 0; product < products; product++) {
            begins[product + 1] = Math.addExact(begins[product + 1], begins[product]);
        }
        holders = new int[begins[products]];
        int[] next = Arrays.copyOf(begins, products);
        for (int basket = 0; basket < baskets.size(); basket++) {
            for (int product : baskets.get(basket)) {
                holders[next[product]++] = basket;
            }
        }
        joint = new int[products];
        touched = new int[products];
    }

    /** Takes partners. */
    @FunctionalInterface
    interface Partner {
        /** A product and the number of baskets that hold both. */
        void with(int product, int joint);
    }

    /** Baskets that hold a product. */
    int baskets(int product) {
        return begins[product + 1] - begins[product];
    }

    /** All products in at least so many baskets with this one, in no particular order. */
    void of(int product, int leastJoint, Partner partner) {
        int found = 0;
        for (int i = begins[product]; i < begins[product + 1]; i++) {
            for (int other : baskets.get(holders[i])) {
                if (joint[other]++ == 0) {
                    touched[found++] = other;
                }
            }
        }
        for (int i = 0; i < found; i++) {
            int other = touched[i];
            int count = joint[other];
            joint[other] = 0;
            if (other != product && count >= leastJoint) {
                partner.with(other, count);
            }
        }
    }

    /** Confidence ÷ share of all baskets with the other product. */
    double lift(int product, int other, int joint) {
        return joint / (double) baskets(product) * baskets.size() / baskets(other);
    }
}
