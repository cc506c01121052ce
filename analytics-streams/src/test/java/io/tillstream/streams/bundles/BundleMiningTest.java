package io.tillstream.streams.bundles;

import static io.tillstream.streams.bundles.Baskets.entry;
import static io.tillstream.streams.bundles.Baskets.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RelatedProducts;
import io.tillstream.contracts.time.BusinessTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BundleMiningTest {

    private final BasketWindow window = new BasketWindow(BasketWindow.Settings.USUAL, BusinessTime.UTC);
    private final Map<String, byte[]> published = new LinkedHashMap<>();
    private int orders;

    private void orders(int times, String... products) {
        for (int i = 0; i < times; i++) {
            window.add(order("c", "o" + orders++, "2024-01-01T10:00:00Z", products));
        }
    }

    private void mine() {
        published.clear();
        BundleMining.mine(window, published::put);
    }

    private <T> T read(Class<T> type, String key) {
        return OutputJson.of(type).read(Objects.requireNonNull(published.get(key)));
    }

    @Test
    void shouldPublishTheFiguresOfAHandCount() {
        // lamp in 8 of 20, bulb in 10, both in 6
        orders(6, "lamp:Home", "bulb:Light");
        orders(2, "lamp:Home");
        orders(4, "bulb:Light");
        orders(8, "book:Books", "pen:Books");
        mine();

        BundleRule rule = read(BundleRule.class, "rule|product|lamp>bulb");
        assertThat(rule.baskets()).isEqualTo(6);
        assertThat(rule.support()).isCloseTo(0.3, within(1e-12));
        assertThat(rule.confidence()).isCloseTo(0.75, within(1e-12));
        assertThat(rule.lift()).isCloseTo(1.5, within(1e-12));
        assertThat(rule.leverage()).isCloseTo(0.3 - 0.4 * 0.5, within(1e-12));
        assertThat(rule.conviction()).isCloseTo(0.5 / 0.25, within(1e-12));
        // C(10,6)·C(10,2) + C(10,7)·C(10,1) + C(10,8) of C(20,8) ways
        assertThat(rule.pValue()).isCloseTo((210 * 45 + 120 * 10 + 45) / 125_970.0, within(1e-12));
        assertThat(rule.significant()).isFalse();
        BundleRule always = read(BundleRule.class, "rule|product|book>pen");
        assertThat(always.conviction()).isNull();
        assertThat(always.significant()).isTrue();
        assertThat(read(BundleRule.class, "rule|category|Home>Light").lift()).isCloseTo(1.5, within(1e-12));
        assertThat(published).doesNotContainKey("rule|category|Books>Books");
        BundleRun run = read(BundleRun.class, "run|product");
        assertThat(run.baskets()).isEqualTo(20);
        assertThat(run.rules()).isEqualTo(4);
        assertThat(run.significant()).isEqualTo(2);
        assertThat(run.sentence()).startsWith("4 rules in the 20 orders of the last 365 days, 2 of them significant");
    }

    @Test
    void shouldSayWhyThereAreNoRules() {
        mine();
        assertThat(published.keySet()).containsExactlyInAnyOrder("run|product", "run|category");
        assertThat(read(BundleRun.class, "run|product").from()).isNull();
        orders(4, "a", "b");
        mine();
        assertThat(read(BundleRun.class, "run|product").sentence())
                .isEqualTo(
                        "No rule in the 4 orders of the last 365 days: one needs 5 orders that hold the same things.");
    }

    @Test
    void shouldRelateProductsByLiftFromThreeJointBasketsOn() {
        orders(3, "a", "b");
        orders(3, "a", "c");
        orders(4, "c");
        orders(2, "a", "d");
        orders(3, "a", "bb");
        mine();

        RelatedProducts a = read(RelatedProducts.class, "related|a");
        assertThat(a.baskets()).isEqualTo(11);
        // b and bb tie and come by name; d was with a twice only
        assertThat(a.related()).extracting(RelatedProducts.Partner::productId).containsExactly("b", "bb", "c");
        assertThat(a.related().getFirst().joint()).isEqualTo(3);
        assertThat(a.related().getFirst().confidence()).isCloseTo(3.0 / 11, within(1e-12));
        assertThat(a.related().getFirst().lift()).isCloseTo(15.0 / 11, within(1e-12));
        assertThat(a.related().getLast().lift()).isCloseTo(3 * 15.0 / 11 / 7, within(1e-12));
        assertThat(published).doesNotContainKey("related|d");
    }

    @Test
    void shouldRelateTwentyProductsAtMost() {
        String[] many = new String[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = "p" + (char) ('a' + i);
        }
        orders(3, many);
        mine();
        assertThat(read(RelatedProducts.class, "related|pa").related()).hasSize(20);
    }

    @Test
    void shouldProposePopularProductsForDeadStock() {
        // of 100 baskets the popular one is in 50, the dead one in 10, 9 of them with it
        orders(9, "dead", "popular");
        orders(1, "dead*11");
        orders(41, "popular");
        orders(3, "chance", "popular");
        orders(3, "chance");
        orders(30, "x");
        orders(13, "y");
        window.update(entry("dead", "2024-01-01T00:00:00Z", 80L, null));
        window.update(entry("chance", "2024-01-01T00:00:00Z", 100L, null));
        window.update(entry("x", "2024-01-01T00:00:00Z", 20L, null));
        window.update(entry("gone", "2024-01-01T00:00:00Z", 0L, null));
        window.update(entry("unsold", "2024-01-01T00:00:00Z", 1L, null));
        mine();

        DeadStock dead = read(DeadStock.class, "dead|dead");
        assertThat(dead.unitsSold()).isEqualTo(20);
        assertThat(dead.soldRatio()).isCloseTo(0.2, within(1e-12));
        assertThat(dead.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.productId()).isEqualTo("popular");
            assertThat(proposal.joint()).isEqualTo(9);
            assertThat(proposal.confidence()).isCloseTo(9.0 / 53, within(1e-12));
            assertThat(proposal.lift()).isCloseTo(0.9 / 0.53, within(1e-12));
            assertThat(proposal.pValue()).isBetween(0.0, 0.025);
        });
        assertThat(read(DeadStock.class, "dead|chance").proposals())
                .as("three of six would be with it by chance too")
                .isEmpty();
        assertThat(read(DeadStock.class, "dead|unsold").soldRatio()).isZero();
        // 30 of 50 are sold: 60 %; nothing of the other is on hand
        assertThat(published).doesNotContainKeys("dead|x", "dead|gone", "dead|popular");
    }
}
