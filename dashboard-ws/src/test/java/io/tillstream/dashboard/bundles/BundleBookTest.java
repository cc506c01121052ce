package io.tillstream.dashboard.bundles;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RelatedProducts;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.dashboard.sales.SalesBook;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BundleBookTest {

    private final BundleBook book = new BundleBook();
    private final SalesBook sales = new SalesBook(new Freshness(), new Link(), Clock.fixed(NOON, ZoneOffset.UTC));
    private final BundlesChannel channel = new BundlesChannel(book, sales.titles());

    @Test
    void shouldShowSignificantRulesFirstAndProductsByTheirTitles() {
        title("p1", "Lamp");
        rule(List.of("p1"), "p2", 2, 0.01, true);
        rule(List.of("p3"), "p4", 9, 0.02, false);
        rule(List.of("p1", "p3"), "p4", 5, 0.005, true);
        rule(List.of("p4"), "p1", 3, 0.03, true);

        JsonNode product = channel.data(NOON).path("product");
        assertThat(product.path("rules").findValuesAsText("lift")).containsExactly("5.0", "3.0", "2.0", "9.0");
        assertThat(product.at("/rules/0/with").toString()).isEqualTo("[\"Lamp\",\"p3\"]");
        // pairs only, significant only, those with most baskets beyond chance first
        assertThat(product.path("pairs").toString())
                .isEqualTo("[[\"p4\",\"Lamp\",3.0,0.4,20],[\"Lamp\",\"p2\",2.0,0.4,20]]");
        assertThat(channel.data(NOON).at("/category/rules").size()).isZero();
    }

    @Test
    void shouldForgetRulesThatNoLongerHold() {
        BundleRule rule = rule(List.of("p1"), "p2", 2, 0.01, true);
        take(rule.key(), null);
        assertThat(channel.data(NOON).at("/product/rules").size()).isZero();
    }

    @Test
    void shouldListDeadStockWithMostOnHandFirst() {
        put("dead|a", DeadStock.class, new DeadStock("a", 1, 10, 0.09, List.of()));
        put(
                "dead|b",
                DeadStock.class,
                new DeadStock("b", 1, 50, 0.02, List.of(new DeadStock.Proposal("p1", 8, 0.1, 2.5, 0.001))));
        put("related|a", RelatedProducts.class, new RelatedProducts("a", 3, List.of()));
        put(
                "run|product",
                BundleRun.class,
                new BundleRun(
                        BundleRule.PRODUCT, null, null, 0, 0.1, 0.05, 1, 0, 0, "No basket has two products yet."));

        JsonNode data = channel.data(NOON);
        assertThat(data.path("dead").findValuesAsText("product_id")).containsExactly("b", "a");
        assertThat(data.at("/dead/0/proposals/0/lift").asDouble()).isEqualTo(2.5);
        assertThat(data.path("dead_count").asInt()).isEqualTo(2);
        assertThat(data.at("/product/sentence").asText()).isEqualTo("No basket has two products yet.");
    }

    private BundleRule rule(List<String> with, String then, double lift, double leverage, boolean significant) {
        BundleRule rule =
                new BundleRule(BundleRule.PRODUCT, with, then, 20, 0.1, 0.4, lift, leverage, null, 0.01, significant);
        put(rule.key(), BundleRule.class, rule);
        return rule;
    }

    private void title(String product, String title) {
        SalesCell cell =
                new SalesCell("all", null, "product", product, title, null, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, null, NOON);
        sales.read(new ConsumerRecord<>(
                "sales",
                0,
                0,
                ("all||product|" + product).getBytes(StandardCharsets.UTF_8),
                OutputJson.of(SalesCell.class).write(cell)));
    }

    private <T> void put(String key, Class<T> type, T value) {
        take(key, OutputJson.of(type).write(value));
    }

    private void take(String key, byte @Nullable [] value) {
        book.read(new ConsumerRecord<>("bundles", 0, 0, key.getBytes(StandardCharsets.UTF_8), value));
    }
}
