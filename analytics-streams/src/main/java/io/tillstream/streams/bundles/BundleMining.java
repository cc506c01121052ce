package io.tillstream.streams.bundles;

import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RelatedProducts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/** Everything that is published of a window of baskets: rules between products and between categories, what is bought together, dead stock. */
public final class BundleMining {

    private static final int LEAST_JOINT = 3;
    private static final int MOST_PARTNERS = 20;

    private static final OutputJson<BundleRule> RULES = OutputJson.of(BundleRule.class);
    private static final OutputJson<BundleRun> RUNS = OutputJson.of(BundleRun.class);
    private static final OutputJson<RelatedProducts> RELATED = OutputJson.of(RelatedProducts.class);
    private static final OutputJson<DeadStock> DEAD = OutputJson.of(DeadStock.class);

    private final BasketWindow window;
    private final Products products;
    private final BiConsumer<String, byte[]> outlet;

    private BundleMining(BasketWindow window, BiConsumer<String, byte[]> outlet) {
        this.window = window;
        this.products = window.products();
        this.outlet = outlet;
    }

    /**
     * Mines a window.
     *
     * @param outlet takes key and value of every record that holds now
     */
    public static void mine(BasketWindow window, BiConsumer<String, byte[]> outlet) {
        BundleMining mining = new BundleMining(window, outlet);
        List<int[]> baskets = window.baskets();
        mining.rules(BundleRule.PRODUCT, baskets, mining.products.size(), mining.products::id);
        Names categories = mining.products.categories();
        mining.rules(BundleRule.CATEGORY, window.categoryBaskets(), categories.size(), categories::name);
        Companions companions = new Companions(baskets, mining.products.size());
        mining.related(companions);
        new StockBundles(mining.products, companions, new Significance(baskets.size()), LEAST_JOINT)
                .find()
                .forEach(dead -> outlet.accept(dead.key(), DEAD.write(dead)));
    }

    private void rules(String level, List<int[]> baskets, int items, IntFunction<String> name) {
        RuleMiner.Rules found = RuleMiner.mine(baskets, items);
        int significant = 0;
        for (int i = 0; i < found.rules().size(); i++) {
            AssociationRule rule = found.rules().get(i);
            significant += found.isSignificant(i) ? 1 : 0;
            BundleRule named = new BundleRule(
                    level,
                    rule.antecedent().stream().map(name::apply).sorted().toList(),
                    name.apply(rule.consequent()),
                    rule.count(),
                    rule.support(),
                    rule.confidence(),
                    rule.lift(),
                    rule.leverage(),
                    Double.isInfinite(rule.conviction()) ? null : (Double) rule.conviction(),
                    found.pValues()[i],
                    found.isSignificant(i));
            outlet.accept(named.key(), RULES.write(named));
        }
        BundleRun run = new BundleRun(
                level,
                window.firstDay(),
                window.lastDay(),
                window.size(),
                found.minSupport(),
                RuleMiner.MIN_CONFIDENCE,
                RuleMiner.MIN_LIFT,
                found.rules().size(),
                significant,
                sentence(found, significant));
        outlet.accept(run.key(), RUNS.write(run));
    }

    private String sentence(RuleMiner.Rules found, int significant) {
        String orders = String.format(Locale.ROOT, "%,d orders of the last %d days", window.size(), window.length());
        if (found.rules().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "No rule in the %s: one needs %d orders that hold the same things.",
                    orders,
                    Math.max(RuleMiner.LEAST_JOINT, (int) Math.round(found.minSupport() * window.size())));
        }
        String support = found.minSupport() < RuleMiner.USUAL_SUPPORT
                ? "Support was lowered to %.3g %% because few or none reach 10 %%."
                : "Support is at least %.3g %%.";
        return String.format(
                Locale.ROOT,
                "%,d rules in the %s, %,d of them significant (Fisher's exact test, 5 %% false discoveries). "
                        + support,
                found.rules().size(),
                orders,
                significant,
                100 * found.minSupport());
    }

    private void related(Companions companions) {
        for (int product = 0; product < products.size(); product++) {
            List<RelatedProducts.Partner> partners = partners(companions, product);
            if (!partners.isEmpty()) {
                RelatedProducts related =
                        new RelatedProducts(products.id(product), companions.baskets(product), partners);
                outlet.accept(related.key(), RELATED.write(related));
            }
        }
    }

    private List<RelatedProducts.Partner> partners(Companions companions, int product) {
        List<RelatedProducts.Partner> partners = new ArrayList<>();
        companions.of(
                product,
                LEAST_JOINT,
                (other, joint) -> partners.add(new RelatedProducts.Partner(
                        products.id(other),
                        joint,
                        joint / (double) companions.baskets(product),
                        companions.lift(product, other, joint))));
        partners.sort(Comparator.comparingDouble(RelatedProducts.Partner::lift)
                .thenComparingLong(RelatedProducts.Partner::joint)
                .reversed()
                .thenComparing(RelatedProducts.Partner::productId));
        return List.copyOf(partners.subList(0, Math.min(MOST_PARTNERS, partners.size())));
    }
}
