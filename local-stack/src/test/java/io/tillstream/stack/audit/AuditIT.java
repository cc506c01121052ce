package io.tillstream.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An audit of a real log, real topics and a real database: right outputs pass, and each single wrong value is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {

    private final List<Repair> repairs = new ArrayList<>();
    private @Nullable AuditedInstallation installation;

    private interface Repair {
        void run() throws Exception;
    }

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        installation = new AuditedInstallation(dir);
    }

    @AfterAll
    void stop() throws Exception {
        shop().close();
    }

    @AfterEach
    void repair() throws Exception {
        for (Repair repair : repairs) {
            repair.run();
        }
        repairs.clear();
        shop().services().requests().clear();
    }

    private AuditedInstallation shop() {
        return Objects.requireNonNull(installation, "installation");
    }

    @Test
    void shouldKeepTheReportForThePage(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("made/audit.json");
        JsonNode printed = shop().audit("--json", "--no-pause", "--report", file.toString())
                .json();
        JsonNode kept = JsonMapper.builder().build().readTree(file.toFile());
        assertThat(kept).isEqualTo(printed);
        assertThat(Instant.parse(kept.path("made_at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void shouldFindNoDifferenceInWhatIsRight() throws Exception {
        AuditedInstallation.Outcome outcome = shop().audit();
        assertThat(outcome.out()).contains("Every number shown is the number in the log.");
        assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
        assertThat(shop().services().requests())
                .contains("POST /v1/simulator/pause")
                .endsWith("POST /v1/simulator/resume");

        JsonNode json = shop().audit("--json", "--no-pause").json();
        assertThat(json.path("clean").asBoolean()).isTrue();
        JsonNode net = json.path("totals").get(Measure.NET.ordinal());
        assertThat(net.path("measure").asText()).isEqualTo("net");
        for (String place : List.of("recounted", "topics", "postgresql", "api")) {
            assertThat(net.path(place).decimalValue())
                    .isEqualByComparingTo(Micros.toDecimal(shop().events().stream()
                            .mapToLong(event -> switch (event) {
                                case CommerceEvent.Purchase purchase -> purchase.grossMicros();
                                case CommerceEvent.Refund refund -> -refund.amountMicros();
                                default -> 0;
                            })
                            .sum()));
        }
        long records = 0;
        for (JsonNode partition : json.path("partitions")) {
            records += partition.path("records").asLong();
            assertThat(partition.path("counted").asLong()
                            + partition.path("repeated").asLong()
                            + partition.path("no_customers").asLong()
                            + partition.path("rejected").asLong())
                    .isEqualTo(partition.path("records").asLong());
        }
        assertThat(records).isEqualTo(shop().right().recordCount()).isPositive();
        for (JsonNode family : json.path("families")) {
            assertThat(family.path("topics_compared").asLong()
                            + family.path("postgresql_compared").asLong()
                            + family.path("api_compared").asLong())
                    .as(family.path("family").asText())
                    .isPositive();
        }
    }

    /** A wrong update of a table, and the family that must complain. */
    static Stream<List<String>> wrongRows() {
        return Stream.of(
                List.of("customers", "update customers set net_micros = net_micros + 1 where customer_id = 'c1'"),
                List.of("customers", "update customers set segment = 'Champions' where customer_id = 'c8'"),
                List.of("customers", "update customers set sessions = sessions + 1 where customer_id = 'visitor'"),
                List.of("customers", "delete from customers where customer_id = 'c5'"),
                List.of(
                        "customers",
                        "update customers set behaviours = array['Seasonal Buyer'] where customer_id = 'c2'"),
                List.of(
                        "customers",
                        "update customers set churn_probability = 0.9, churn_base_rate = 0.2, churn_other = 0.7, churn_model = 'm' where customer_id = 'c2'"),
                List.of(
                        "sales cells",
                        "update sales_cells set buyers = buyers + 1 where dimension = 'total' and period = 'all'"),
                List.of("sales cells", "update sales_cells set title = 'x' where value = 'q' and period = 'all'"),
                List.of(
                        "sales cells",
                        "delete from sales_cells where dimension = 'product' and value = 'p3' and period = 'day'"),
                List.of(
                        "sales cells",
                        "insert into sales_cells select 'day', '1999-01-01', dimension, value, title, category, orders, units, gross_micros, refund_micros, net_micros, refunds, units_returned, buyers, views, cart_adds, null, fresh_through from sales_cells where period = 'all' and dimension = 'total'"),
                List.of(
                        "funnel cells",
                        "update funnel_cells set checkouts = checkouts + 1 where dimension = 'country'"),
                List.of(
                        "funnel cells",
                        "update funnel_cells set carts_abandoned = carts_abandoned - 1 where dimension = 'total' and carts_recovered = 1"),
                List.of("hours", "update seasonality_cells set sessions = sessions + 1"),
                List.of("cohort cells", "update cohort_cells set orders = orders + 1 where dimension = 'country'"),
                List.of("cohort cells", "delete from cohort_cells where dimension = 'total' and months_since = 0"),
                List.of("experience cells", "update experience_cells set promoters = 0 where dimension = 'total'"),
                List.of("experience cells", "delete from experience_cells where dimension = 'category'"),
                List.of("purchasing cells", "update purchasing_cells set gap_seconds = gap_seconds + 1 where gaps > 0"),
                List.of(
                        "purchasing cells",
                        "update purchasing_cells set basket_units = '[]' where dimension = 'total'"),
                List.of(
                        "carts by product",
                        "update product_cart_cells set abandoned = abandoned + 1 where period = 'all'"),
                List.of(
                        "carts by product",
                        "delete from product_cart_cells where dimension = 'category' and period = 'day'"),
                List.of("purchasing cells", "delete from purchasing_cells where dimension = 'payment_method'"),
                List.of("loyalty cells", "update loyalty_cells set open_change = open_change + 1 where redeemed > 0"),
                List.of("loyalty cells", "delete from loyalty_cells where dimension = 'tier'"),
                List.of("loyalty effect", "update loyalty_strata set members = members + 1 where others > 0"),
                List.of("referral cells", "update referral_cells set bought = 0 where dimension = 'channel'"),
                List.of("referral cells", "delete from referral_cells where dimension = 'referred'"),
                List.of(
                        "customers",
                        "update customers set loyalty_balance = loyalty_balance + 1 where customer_id = 'c4'"),
                List.of("customers", "update customers set first_touch_channel = 'tv' where customer_id = 'c1'"),
                List.of("acquisition cells", "update acquisition_cells set spend_micros = 0 where spend_micros > 0"),
                List.of("acquisition cells", "update acquisition_cells set revenue_micros = revenue_micros + 1"),
                List.of("communication cells", "update communication_cells set orders = 2 where orders = 1"),
                List.of("communication cells", "delete from communication_cells where dimension = 'people'"),
                List.of("identities", "update identities set spans = '[]' where visitor_id = 'anon:v1'"),
                List.of("identities", "delete from identities where undone <> '[]'"),
                List.of(
                        "orders by customer",
                        "update identities set visitor_id = 'anon:v9' where visitor_id = 'anon:v1'"),
                List.of("journey steps", "update journey_cells set sessions = sessions + 1"),
                List.of("journey steps", "update journey_cells set from_first_touch = '[]'"),
                List.of("journey paths", "update journey_paths set sessions = sessions - 1 where outcome = 'leave'"),
                List.of("channel credits", "update channel_credits set linear_micros = linear_micros + 1"),
                List.of("channel steps", "delete from channel_steps where to_channel = '(null)'"),
                List.of("retention by month", "update retention_months set lapsing = lapsing + 1"),
                List.of("carts", "update carts set state = 'abandoned' where state = 'recovered'"),
                List.of("carts", "update carts set value_micros = value_micros + 1 where state = 'purchased'"),
                List.of("quarantine", "delete from quarantine where field = '$'"),
                List.of("carts", "delete from carts where state = 'emptied'"),
                List.of(
                        "segment transitions",
                        "update segment_transitions set to_segment = 'Nobody' where customer_id = 'c2'"),
                List.of("cut points", "update rfm_cut_points set orders[2] = 77"),
                List.of("orders by customer", "delete from orders where customer_id = 'c4' and order_id = 'late'"),
                List.of(
                        "orders by day",
                        "update orders set day = day + 1 where customer_id = 'c4' and order_id = 'late'"),
                List.of("orders by country", "update orders set country = 'DE' where customer_id = 'c4'"),
                List.of("order lines by product", "update order_lines set product_id = 'zzz' where product_id = 'p7'"),
                List.of("order lines by category", "update order_lines set category = 'Toys' where product_id = 'p7'"),
                List.of("refunds by customer", "update refunds set amount_micros = amount_micros - 1"),
                List.of("refunds by product", "delete from refund_lines"));
    }

    @ParameterizedTest
    @MethodSource("wrongRows")
    void shouldFindAWrongRow(List<String> wrong) throws Exception {
        String table = wrong.get(1).replaceFirst("^(update|delete from|insert into) (\\w+).*$", "$2");
        shop().warehouse().execute("create table kept as select * from " + table);
        repairs.add(() -> shop().warehouse().execute("delete from " + table));
        repairs.add(() -> shop().warehouse().execute("insert into " + table + " select * from kept"));
        repairs.add(() -> shop().warehouse().execute("drop table kept"));
        assertThat(shop().warehouse().execute(wrong.get(1))).isPositive();

        assertDifference(wrong.get(0), "postgresql", shop().audit("--json", "--no-pause"));
    }

    private static void assertDifference(String family, String place, AuditedInstallation.Outcome outcome)
            throws Exception {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.json().path("clean").asBoolean(true)).isFalse();
        for (JsonNode node : outcome.json().path("families")) {
            if (node.path("family").asText().equals(family)) {
                assertThat(node.path(place + "_differing").asLong())
                        .as(outcome.out())
                        .isPositive();
                assertThat(node.path("differences").get(0).path("place").asText())
                        .isEqualTo(place);
            } else if (place.equals("topics")) {
                assertThat(node.path("topics_differing").asLong())
                        .as(node.path("family").asText())
                        .isZero();
            }
        }
    }

    @Test
    void shouldFindAWrongProfileOnTheTopic() throws Exception {
        CustomerProfile profile = Shop.profile(shop().right(), "c6", shop().cutPoints());
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(OutputJson.of(CustomerProfile.class).write(profile));
        ((ObjectNode) json).put("active_days", 77);
        shop().send(new ProducerRecord<>(
                TopicCatalogue.PROFILES.name(),
                "c6".getBytes(StandardCharsets.UTF_8),
                json.toString().getBytes(StandardCharsets.UTF_8)));
        repairs.add(() -> shop().send(profile));

        AuditedInstallation.Outcome outcome = shop().audit("--topics-only", "--json", "--no-pause");
        assertDifference("customers", "topics", outcome);
        JsonNode difference = outcome.json().at("/families/1/differences/0");
        assertThat(difference.path("key").asText()).isEqualTo("c6");
        assertThat(difference.path("field").asText()).isEqualTo("activeDays");
        assertThat(difference.path("stored").asText()).isEqualTo("77");
        assertThat(outcome.json().path("difference_count").asLong()).isEqualTo(1);
    }

    @Test
    void shouldFindOneMicroTooMuchOnTheTopic() throws Exception {
        SalesCell cell = Shop.sales(shop().right(), "all", "total", "all");
        shop().send(new SalesCell(
                cell.period(),
                cell.day(),
                cell.dimension(),
                cell.value(),
                cell.title(),
                cell.category(),
                cell.orders(),
                cell.units(),
                cell.grossMicros() + 1,
                cell.refundMicros(),
                cell.netMicros() + 1,
                cell.refunds(),
                cell.unitsReturned(),
                cell.buyers(),
                cell.views(),
                cell.cartAdds(),
                cell.stockOnHand(),
                cell.freshThrough()));
        repairs.add(() -> shop().send(cell));

        AuditedInstallation.Outcome outcome = shop().audit("--topics-only", "--no-pause");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("grossMicros").contains("0.000001");
    }

    @Test
    void shouldFindAWrongCartAndACellTooMany() throws Exception {
        CartChange cart = shop().changedCarts().getFirst();
        shop().send(new CartChange(
                cart.cartKey(),
                cart.customerId(),
                cart.cartId(),
                "open",
                cart.openedAt(),
                cart.changedAt(),
                cart.valueMicros(),
                cart.items(),
                cart.orderId()));
        repairs.add(() -> shop().send(cart));
        assertDifference("carts", "topics", shop().audit("--topics-only", "--json", "--no-pause"));
        shop().send(cart);

        FunnelCell cell = shop().right().funnel().getFirst();
        FunnelCell extra = new FunnelCell(
                cell.hour(), "device", "toaster", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cell.freshThrough());
        shop().send(extra);
        repairs.add(() -> shop().send(new FunnelCell(
                cell.hour(), "device", "toaster", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cell.freshThrough())));
        assertDifference("funnel cells", "topics", shop().audit("--topics-only", "--json", "--no-pause"));
    }

    @Test
    void shouldFindWrongCutPoints() throws Exception {
        RfmCutPoints points = shop().cutPoints();
        List<Long> orders = new ArrayList<>(points.orders());
        orders.set(3, orders.get(3) + 1);
        shop().send(
                        TopicCatalogue.MODELS.name(),
                        RfmCutPoints.MODEL_NAME,
                        RfmCutPoints.class,
                        new RfmCutPoints(
                                points.asOf(),
                                points.newestEventAt(),
                                points.customers(),
                                true,
                                points.lastPurchaseAt(),
                                orders,
                                points.netMicros()));
        repairs.add(
                () -> shop().send(TopicCatalogue.MODELS.name(), RfmCutPoints.MODEL_NAME, RfmCutPoints.class, points));

        AuditedInstallation.Outcome outcome = shop().audit("--topics-only", "--json", "--no-pause");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.json().at("/families/0/family").asText()).isEqualTo("cut points");
        assertThat(outcome.json().at("/families/0/differences/0/field").asText())
                .isEqualTo("orders");
    }

    @Test
    void shouldFindABrokenChainOfTransitions() throws Exception {
        String segment = Objects.requireNonNull(
                Shop.profile(shop().right(), "c3", shop().cutPoints()).segment());
        shop().transition("c3", segment, "Elsewhere");
        repairs.add(() -> shop().transition("c3", "Elsewhere", segment));

        assertDifference("segment transitions", "topics", shop().audit("--topics-only", "--json", "--no-pause"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revenue",
                "orders",
                "abandonment_rate",
                "customers",
                "active_customers",
                "aov",
                "recovered",
                "customers_total"
            })
    void shouldFindAWrongTile(String field) throws Exception {
        shop().services()
                .answer(
                        AuditedInstallation.KPIS,
                        shop().kpis().replaceFirst("\"" + field + "\":", "\"" + field + "\":1"));
        repairs.add(() -> shop().services().answer(AuditedInstallation.KPIS, shop().kpis()));

        AuditedInstallation.Outcome outcome = shop().audit("--json", "--no-pause");
        assertDifference("KPIs", "api", outcome);
    }

    @Test
    void shouldSayThatItCouldNotAuditAndLetTheSimulatorGoOn() throws Exception {
        shop().commitGroup(3);
        repairs.add(() -> shop().commitGroup(0));
        AuditedInstallation.Outcome behind = shop().audit("--timeout", "1");
        assertThat(behind.status()).isEqualTo(2);
        assertThat(behind.err()).contains("The analytics engine has not caught up within 1 s");
        assertThat(shop().services().requests()).endsWith("POST /v1/simulator/resume");

        shop().commitGroup(0);
        shop().services().refuse("GET /api/v1/status");
        repairs.add(() -> shop().services().answer("GET /api/v1/status", "{\"caught_up\":true}"));
        AuditedInstallation.Outcome noProjection = shop().audit("--timeout", "1");
        assertThat(noProjection.status()).isEqualTo(2);
        assertThat(noProjection.err()).contains("answers 404 within 1 s");
    }

    @Test
    void shouldLeaveAPausedSimulatorPaused() {
        shop().services().answer("GET /v1/simulator", "{\"paused\":true}");
        repairs.add(() -> shop().services().answer("GET /v1/simulator", "{\"paused\":false}"));

        assertThat(shop().audit().status()).isZero();
        assertThat(shop().services().requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void shouldSayThatThereIsNoKafka() {
        AuditedInstallation.Outcome outcome = shop().audit("--bootstrap", "nowhere.invalid:1");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("is not the address of a Kafka broker");
    }
}
