package io.tillstream.dashboard.bundles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.sales.ProductTitles;
import java.time.Instant;
import java.util.List;

/** Channel {@code bundles}: per level the strongest rules and the weightiest pairs, and dead stock with what to sell it with. */
public final class BundlesChannel implements Channel {

    private static final int RULES = 30;
    private static final int PAIRS = 150;
    private static final int DEAD = 20;
    private static final int PROPOSALS = 3;
    private static final double STEPS = 1e4;

    private final BundleBook book;
    private final ProductTitles titles;

    /** Draws from the book, and calls products by their titles. */
    public BundlesChannel(BundleBook book, ProductTitles titles) {
        this.book = book;
        this.titles = titles;
    }

    @Override
    public String name() {
        return "bundles";
    }

    @Override
    public long version(Instant now) {
        return book.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        for (String level : List.of(BundleRule.PRODUCT, BundleRule.CATEGORY)) {
            ObjectNode node = data.putObject(level);
            BundleRun run = book.run(level);
            if (run != null) {
                node.put("baskets", run.baskets());
                node.put("rules_count", run.rules());
                node.put("significant_count", run.significant());
                node.put("sentence", run.sentence());
            }
            ArrayNode rules = node.putArray("rules");
            book.strongest(level, RULES).forEach(rule -> write(rule, rules.addObject()));
            ArrayNode pairs = node.putArray("pairs");
            for (BundleRule pair : book.pairs(level, PAIRS)) {
                pairs.addArray()
                        .add(name(level, pair.antecedent().getFirst()))
                        .add(name(level, pair.consequent()))
                        .add(rounded(pair.lift()))
                        .add(rounded(pair.confidence()))
                        .add(pair.baskets());
            }
        }
        data.put("dead_count", book.deadCount());
        ArrayNode dead = data.putArray("dead");
        book.dead(DEAD).forEach(product -> write(product, dead.addObject()));
        return data;
    }

    private void write(BundleRule rule, ObjectNode row) {
        ArrayNode with = row.putArray("with");
        rule.antecedent().forEach(item -> with.add(name(rule.level(), item)));
        row.put("then", name(rule.level(), rule.consequent()));
        row.put("baskets", rule.baskets());
        row.put("support", Math.round(rule.support() * 1e6) / 1e6);
        row.put("confidence", rounded(rule.confidence()));
        row.put("lift", rounded(rule.lift()));
        row.put("significant", rule.significant());
    }

    private void write(DeadStock product, ObjectNode row) {
        row.put("product_id", product.productId());
        row.put("title", titles.of(product.productId()));
        row.put("units_sold", product.unitsSold());
        row.put("stock_on_hand", product.stockOnHand());
        row.put("sold_ratio", rounded(product.soldRatio()));
        ArrayNode proposals = row.putArray("proposals");
        product.proposals().stream().limit(PROPOSALS).forEach(proposal -> proposals
                .addObject()
                .put("title", titles.of(proposal.productId()))
                .put("lift", rounded(proposal.lift()))
                .put("joint", proposal.joint()));
    }

    private String name(String level, String item) {
        return level.equals(BundleRule.PRODUCT) ? titles.of(item) : item;
    }

    private static double rounded(double value) {
        return Math.round(value * STEPS) / STEPS;
    }
}
