package io.tillstream.streams.bundles;

import io.tillstream.contracts.output.DeadStock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dead stock and what to sell it with. Popular is a product of the quarter that most baskets hold, and in no way dead itself; a pair is proposed when it is
 * significant that the two are bought together.
 */
final class StockBundles {

    private static final double DEAD_BELOW = 0.6;
    private static final int PROPOSALS = 5;
    private static final double POPULAR_SHARE = 0.25;

    private final Products products;
    private final Companions companions;
    private final Significance significance;
    private final int leastJoint;
    private final BitSet dead;
    private final BitSet popular;
    private int looked;

    private record Pair(int dead, int popular, int joint, double lift, double pValue) {}

    StockBundles(Products products, Companions companions, Significance significance, int leastJoint) {
        this.products = products;
        this.companions = companions;
        this.significance = significance;
        this.leastJoint = leastJoint;
        dead = IntStream.range(0, products.size()).filter(this::isDead).collect(BitSet::new, BitSet::set, BitSet::or);
        popular = popular();
    }

    private boolean isDead(int product) {
        return products.stock(product) > 0 && soldRatio(product) < DEAD_BELOW;
    }

    private double soldRatio(int product) {
        double sold = products.unitsSold(product);
        return sold / (sold + products.stock(product));
    }

    private BitSet popular() {
        int[] most = IntStream.range(0, products.size())
                .filter(product -> companions.baskets(product) > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer product) -> -companions.baskets(product))
                        .thenComparing(products::id))
                .mapToInt(Integer::intValue)
                .toArray();
        BitSet found = new BitSet();
        Arrays.stream(most)
                .limit((long) Math.ceil(most.length * POPULAR_SHARE))
                .filter(product -> !dead.get(product))
                .forEach(found::set);
        return found;
    }

    /** All dead stock, in order of the products' numbers. */
    List<DeadStock> find() {
        List<List<Pair>> pairs = dead.stream().mapToObj(this::bestPairs).toList();
        double threshold = Significance.threshold(
                pairs.stream().flatMap(List::stream).mapToDouble(Pair::pValue).toArray(), looked);
        List<DeadStock> found = new ArrayList<>();
        int place = 0;
        for (int product = dead.nextSetBit(0); product >= 0; product = dead.nextSetBit(product + 1)) {
            found.add(new DeadStock(
                    products.id(product),
                    products.unitsSold(product),
                    products.stock(product),
                    soldRatio(product),
                    pairs.get(place++).stream()
                            .filter(pair -> pair.pValue() <= threshold)
                            .limit(PROPOSALS)
                            .map(this::proposal)
                            .toList()));
        }
        return found;
    }

    private List<Pair> bestPairs(int deadProduct) {
        List<Pair> pairs = new ArrayList<>();
        companions.of(deadProduct, leastJoint, (other, joint) -> {
            if (popular.get(other)) {
                looked++;
                double lift = companions.lift(deadProduct, other, joint);
                if (lift > 1) {
                    pairs.add(new Pair(
                            deadProduct,
                            other,
                            joint,
                            lift,
                            significance.ofAsMany(joint, companions.baskets(deadProduct), companions.baskets(other))));
                }
            }
        });
        pairs.sort(Comparator.comparingDouble(Pair::lift)
                .thenComparingInt(Pair::joint)
                .reversed()
                .thenComparing(pair -> products.id(pair.popular())));
        return pairs;
    }

    private DeadStock.Proposal proposal(Pair pair) {
        return new DeadStock.Proposal(
                products.id(pair.popular()),
                pair.joint(),
                pair.joint() / (double) companions.baskets(pair.popular()),
                pair.lift(),
                pair.pValue());
    }
}
