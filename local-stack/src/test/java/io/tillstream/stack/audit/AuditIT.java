package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.NOON;
import static io.tillstream.stack.audit.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.database.LocalDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
import picocli.CommandLine;

/** An audit of a real log, real topics and a real database: right outputs pass, and each single wrong value is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {

    private static final String KPIS = "GET /api/v1/kpis";
    private static final String BAD = "{\"event_id\":\"e\",\"action\":\"dance\"}";

    private final EventWriter writer = new EventWriter();
    private final List<CommerceEvent> events = new ArrayList<>();

    private @Nullable Path passwordFile;
    private @Nullable LocalBroker broker;
    private @Nullable LocalDatabase database;
    private @Nullable FakeServices services;
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable Admin admin;
    private @Nullable Warehouse warehouse;
    private @Nullable RecountResult right;
    private @Nullable RfmCutPoints cutPoints;
    private String kpis = "";

    private final List<Repair> repairs = new ArrayList<>();

    private interface Repair {
        void run() throws Exception;
    }

    @BeforeAll
    void fill(@TempDir Path dir) throws Exception {
        passwordFile = Files.writeString(dir.resolve("password"), "secret\n");
        broker = LocalBroker.start(dir.resolve("kafka"), 0);
        database = LocalDatabase.start(dir.resolve("postgres"), 0, "secret");
        services = new FakeServices();
        warehouse = new Warehouse(database);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
        TopicProvisioner.createMissing(admin, 2);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        trade();
        publish();
        store();
        services.answer("GET /api/v1/status", "{\"caught_up\":true}");
        services.answer("GET /v1/simulator", "{\"paused\":false}");
        services.answer("POST /v1/simulator/pause", "{}");
        services.answer("POST /v1/simulator/resume", "{}");
        services.answer(KPIS, kpis);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable part :
                new @Nullable AutoCloseable[] {producer, admin, warehouse, services, database, broker}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @AfterEach
    void repair() throws Exception {
        for (Repair repair : repairs) {
            repair.run();
        }
        repairs.clear();
        Objects.requireNonNull(services).requests().clear();
    }

    /** A day of eight customers with all that can happen, and two records that are no events. */
    private void trade() throws Exception {
        Recount recount = new Recount("USD", ZoneId.of("UTC"));
        Shop shop = new Shop(event -> {
            events.add(event);
            send(recount, event.key(), writer.write(event));
        });
        for (int c = 1; c <= 8; c++) {
            String customer = "c" + c;
            Instant start = NOON.plus(Duration.ofMinutes(7L * c)).minus(Duration.ofDays(13L * c));
            shop.view(customer, start, item("p" + c, "10", 1))
                    .add(customer, start.plusSeconds(20), item("p" + c, "10", 2), item("q", "2.5", 1))
                    .checkout(customer, start.plusSeconds(40));
            for (int order = 1; order <= 1 + c % 3; order++) {
                shop.buy(customer, start.plusSeconds(60L * order), "o" + order, item("p" + c, "10.001", 2 + c));
            }
        }
        shop.refund("c1", NOON, "o1", "3.25")
                .add("c2", NOON.minus(Duration.ofHours(2)), item("q", "2.5", 4))
                .add("c3", NOON.minus(Duration.ofMinutes(3)), item("q", "2.5", 1))
                .remove("c3", NOON.minus(Duration.ofMinutes(2)), item("q", "2.5", 1))
                .add("c4", NOON.minus(Duration.ofHours(4)), item("r", "1", 1))
                .buy("c4", NOON.minus(Duration.ofHours(1)), "late", item("r", "1", 1))
                .add("visitor", NOON.plus(Duration.ofMinutes(30)), item("q", "2.5", 1))
                .page("c8", NOON.plus(Duration.ofMinutes(31)));
        send(recount, "bad1", BAD.getBytes(StandardCharsets.UTF_8));
        send(recount, "bad2", "not json".getBytes(StandardCharsets.UTF_8));
        right = recount.finish(Instant.now());
        cutPoints = Objects.requireNonNull(
                right.cutPoints(Objects.requireNonNull(right.newestEventAt()).plus(Duration.ofDays(1))));
    }

    private void send(Recount recount, String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        RecordMetadata at = send(new ProducerRecord<>(TopicCatalogue.EVENTS.name(), keyBytes, value));
        recount.accept(keyBytes, value, at.partition(), at.offset(), Instant.ofEpochMilli(at.timestamp()));
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> entry) {
        try {
            return Objects.requireNonNull(producer).send(entry).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> void send(String topic, String key, Class<T> type, T value) {
        send(new ProducerRecord<>(
                topic, key.getBytes(StandardCharsets.UTF_8), OutputJson.of(type).write(value)));
    }

    private RecountResult right() {
        return Objects.requireNonNull(right);
    }

    private Warehouse warehouse() {
        return Objects.requireNonNull(warehouse);
    }

    /** What a right engine would have published. */
    private void publish() throws Exception {
        send(
                TopicCatalogue.MODELS.name(),
                RfmCutPoints.MODEL_NAME,
                RfmCutPoints.class,
                Objects.requireNonNull(cutPoints));
        for (CustomerProfile profile : right().profiles(cutPoints)) {
            send(profile);
            if (profile.segment() != null) {
                transition(profile.customerId(), null, Objects.requireNonNull(profile.segment()));
            }
        }
        right().sales().forEach(this::send);
        right().funnel().forEach(this::send);
        right().seasonality().forEach(this::send);
        changedCarts().forEach(this::send);
        for (Rejection rejection : right().books().rejections()) {
            boolean first = rejection.field().equals("$");
            reject(rejection, first ? "bad2" : "bad1", first ? "not json" : BAD);
        }
        commitGroup(0);
    }

    private void send(CustomerProfile profile) {
        send(TopicCatalogue.PROFILES.name(), profile.customerId(), CustomerProfile.class, profile);
    }

    private void send(SalesCell cell) {
        String key = cell.period() + cell.day() + cell.dimension() + cell.value();
        send(TopicCatalogue.SALES.name(), key, SalesCell.class, cell);
    }

    private void send(FunnelCell cell) {
        send(TopicCatalogue.FUNNEL.name(), cell.hour() + cell.dimension() + cell.value(), FunnelCell.class, cell);
    }

    private void send(SeasonalityCell cell) {
        send(TopicCatalogue.SEASONALITY.name(), cell.hour().toString(), SeasonalityCell.class, cell);
    }

    private void send(CartChange cart) {
        send(TopicCatalogue.CARTS.name(), cart.customerId(), CartChange.class, cart);
    }

    private void transition(String customer, @Nullable String from, String to) {
        send(
                TopicCatalogue.TRANSITIONS.name(),
                customer,
                SegmentTransition.class,
                new SegmentTransition(customer, from, to, null, "111", "purchase", NOON));
    }

    private void reject(Rejection rejection, String key, String value) {
        ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(
                TopicCatalogue.REJECTED.name(),
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        entry.headers()
                .add(RejectedHeaders.ORIGIN, rejection.origin().getBytes(StandardCharsets.UTF_8))
                .add(RejectedHeaders.FIELD, rejection.field().getBytes(StandardCharsets.UTF_8))
                .add(RejectedHeaders.REASON, rejection.reason().getBytes(StandardCharsets.UTF_8));
        send(entry);
    }

    /** Carts that were ever anything but open, with keys as the engine gives them. */
    private List<CartChange> changedCarts() {
        return right().carts().stream()
                .filter(cart -> !cart.state().equals("open"))
                .map(cart -> new CartChange(
                        cart.customerId() + "@" + cart.openedAt(),
                        cart.customerId(),
                        cart.cartId(),
                        cart.state(),
                        cart.openedAt(),
                        cart.changedAt(),
                        cart.valueMicros(),
                        cart.items(),
                        cart.orderId()))
                .toList();
    }

    /** Commits the engine's offsets, so many records short of the end. */
    private void commitGroup(long left) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (String topic : List.of(TopicCatalogue.EVENTS.name(), TopicCatalogue.CELL_DELTAS.name())) {
            latest.put(new TopicPartition(topic, 0), OffsetSpec.latest());
            latest.put(new TopicPartition(topic, 1), OffsetSpec.latest());
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Admin client = Objects.requireNonNull(admin);
        client.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) ->
                        offsets.put(partition, new OffsetAndMetadata(Math.max(0, end.offset() - left))));
        client.alterConsumerGroupOffsets(QuietPoint.GROUP, offsets).all().get();
    }

    /** What a right projection would have stored, and what the API would say. */
    private void store() throws SQLException {
        for (CustomerProfile profile : right().profiles(cutPoints)) {
            warehouse().customer(profile);
            if (profile.segment() != null) {
                warehouse()
                        .transition(
                                profile.customerId(),
                                Objects.requireNonNull(profile.segment()),
                                events.size() + profile.hashCode());
            }
        }
        for (SalesCell cell : right().sales()) {
            warehouse().sales(cell);
        }
        for (FunnelCell cell : right().funnel()) {
            warehouse().funnel(cell);
        }
        for (SeasonalityCell cell : right().seasonality()) {
            warehouse().hour(cell);
        }
        for (CartChange cart : changedCarts()) {
            warehouse().cart(cart);
        }
        warehouse().cutPoints(Objects.requireNonNull(cutPoints));
        for (CommerceEvent event : events) {
            switch (event) {
                case CommerceEvent.Purchase purchase -> warehouse().order(purchase);
                case CommerceEvent.Refund refund -> warehouse().refund(refund);
                default -> {}
            }
        }
        AuditReport report = new AuditReport();
        Intake.addUp(right(), report.recounted());
        Instant asOf = Objects.requireNonNull(cutPoints).asOf();
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.put("as_of", asOf.toString());
        new Kpis(right(), report, asOf).values().forEach((field, value) -> {
            String[] path = field.split("/");
            ObjectNode parent = path.length == 1 ? json : json.withObject("/" + path[0]);
            parent.set(path[path.length - 1], new DecimalNode(value.right()));
        });
        kpis = json.toString();
    }

    private record Outcome(int status, String out, String err) {
        JsonNode json() throws Exception {
            return JsonMapper.builder().build().readTree(out);
        }
    }

    private Outcome audit(String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap", Objects.requireNonNull(broker).bootstrapServers(),
                "--database-url", Objects.requireNonNull(database).jdbcUrl(),
                "--database-password-file", Objects.requireNonNull(passwordFile).toString(),
                "--query-url", Objects.requireNonNull(services).url(),
                "--simulator-url", Objects.requireNonNull(services).url(),
                "--currency", "USD",
                "--zone", "UTC",
                "--timeout", "5",
                "--settle", "0"));
        arguments.addAll(List.of(more));
        int status = new CommandLine(new AuditCommand())
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }

    @Test
    void shouldFindNoDifferenceInWhatIsRight() throws Exception {
        Outcome outcome = audit();
        assertThat(outcome.out()).contains("Every number shown is the number in the log.");
        assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
        assertThat(Objects.requireNonNull(services).requests())
                .contains("POST /v1/simulator/pause")
                .endsWith("POST /v1/simulator/resume");

        JsonNode json = audit("--json", "--no-pause").json();
        assertThat(json.path("clean").asBoolean()).isTrue();
        JsonNode net = json.path("totals").get(Measure.NET.ordinal());
        assertThat(net.path("measure").asText()).isEqualTo("net");
        for (String place : List.of("recounted", "topics", "postgresql", "api")) {
            assertThat(net.path(place).decimalValue())
                    .isEqualByComparingTo(Micros.toDecimal(events.stream()
                            .mapToLong(event -> switch (event) {
                                case CommerceEvent.Purchase purchase -> purchase.grossMicros();
                                case CommerceEvent.Refund refund -> -refund.amountMicros();
                                default -> 0;
                            })
                            .sum()));
        }
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
                List.of("carts", "update carts set state = 'abandoned' where state = 'recovered'"),
                List.of("carts", "update carts set value_micros = value_micros + 1 where state = 'purchased'"),
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
        warehouse().execute("create table kept as select * from " + table);
        repairs.add(() -> warehouse().execute("delete from " + table));
        repairs.add(() -> warehouse().execute("insert into " + table + " select * from kept"));
        repairs.add(() -> warehouse().execute("drop table kept"));
        assertThat(warehouse().execute(wrong.get(1))).isPositive();

        assertDifference(wrong.get(0), "postgresql", audit("--json", "--no-pause"));
    }

    private static void assertDifference(String family, String place, Outcome outcome) throws Exception {
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
        CustomerProfile profile = Shop.profile(right(), "c6", cutPoints);
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(OutputJson.of(CustomerProfile.class).write(profile));
        ((ObjectNode) json).put("active_days", 77);
        send(new ProducerRecord<>(
                TopicCatalogue.PROFILES.name(),
                "c6".getBytes(StandardCharsets.UTF_8),
                json.toString().getBytes(StandardCharsets.UTF_8)));
        repairs.add(() -> send(profile));

        Outcome outcome = audit("--topics-only", "--json", "--no-pause");
        assertDifference("customers", "topics", outcome);
        JsonNode difference = outcome.json().at("/families/1/differences/0");
        assertThat(difference.path("key").asText()).isEqualTo("c6");
        assertThat(difference.path("field").asText()).isEqualTo("activeDays");
        assertThat(difference.path("stored").asText()).isEqualTo("77");
        assertThat(outcome.json().path("difference_count").asLong()).isEqualTo(1);
    }

    @Test
    void shouldFindOneMicroTooMuchOnTheTopic() throws Exception {
        SalesCell cell = Shop.sales(right(), "all", "total", "all");
        send(new SalesCell(
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
        repairs.add(() -> send(cell));

        Outcome outcome = audit("--topics-only", "--no-pause");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("grossMicros").contains("0.000001");
    }

    @Test
    void shouldFindAWrongCartAndACellTooMany() throws Exception {
        CartChange cart = changedCarts().getFirst();
        send(new CartChange(
                cart.cartKey(),
                cart.customerId(),
                cart.cartId(),
                "open",
                cart.openedAt(),
                cart.changedAt(),
                cart.valueMicros(),
                cart.items(),
                cart.orderId()));
        repairs.add(() -> send(cart));
        assertDifference("carts", "topics", audit("--topics-only", "--json", "--no-pause"));
        send(cart);

        FunnelCell cell = right().funnel().getFirst();
        FunnelCell extra = new FunnelCell(
                cell.hour(), "device", "toaster", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cell.freshThrough());
        send(extra);
        repairs.add(() -> send(new FunnelCell(
                cell.hour(), "device", "toaster", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cell.freshThrough())));
        assertDifference("funnel cells", "topics", audit("--topics-only", "--json", "--no-pause"));
    }

    @Test
    void shouldFindWrongCutPoints() throws Exception {
        RfmCutPoints points = Objects.requireNonNull(cutPoints);
        List<Long> orders = new ArrayList<>(points.orders());
        orders.set(3, orders.get(3) + 1);
        send(
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
        repairs.add(() -> send(TopicCatalogue.MODELS.name(), RfmCutPoints.MODEL_NAME, RfmCutPoints.class, points));

        Outcome outcome = audit("--topics-only", "--json", "--no-pause");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.json().at("/families/0/family").asText()).isEqualTo("cut points");
        assertThat(outcome.json().at("/families/0/differences/0/field").asText())
                .isEqualTo("orders");
    }

    @Test
    void shouldFindABrokenChainOfTransitions() throws Exception {
        String segment =
                Objects.requireNonNull(Shop.profile(right(), "c3", cutPoints).segment());
        transition("c3", segment, "Elsewhere");
        repairs.add(() -> transition("c3", "Elsewhere", segment));

        assertDifference("segment transitions", "topics", audit("--topics-only", "--json", "--no-pause"));
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
        Objects.requireNonNull(services).answer(KPIS, kpis.replaceFirst("\"" + field + "\":", "\"" + field + "\":1"));
        repairs.add(() -> Objects.requireNonNull(services).answer(KPIS, kpis));

        Outcome outcome = audit("--json", "--no-pause");
        assertDifference("KPIs", "api", outcome);
    }

    @Test
    void shouldSayThatItCouldNotAuditAndLetTheSimulatorGoOn() throws Exception {
        commitGroup(3);
        repairs.add(() -> commitGroup(0));
        Outcome behind = audit("--timeout", "1");
        assertThat(behind.status()).isEqualTo(2);
        assertThat(behind.err()).contains("The analytics engine has not caught up within 1 s");
        assertThat(Objects.requireNonNull(services).requests()).endsWith("POST /v1/simulator/resume");

        commitGroup(0);
        Objects.requireNonNull(services).refuse("GET /api/v1/status");
        repairs.add(() -> Objects.requireNonNull(services).answer("GET /api/v1/status", "{\"caught_up\":true}"));
        Outcome noProjection = audit("--timeout", "1");
        assertThat(noProjection.status()).isEqualTo(2);
        assertThat(noProjection.err()).contains("answers 404 within 1 s");
    }

    @Test
    void shouldLeaveAPausedSimulatorPaused() {
        Objects.requireNonNull(services).answer("GET /v1/simulator", "{\"paused\":true}");
        repairs.add(() -> Objects.requireNonNull(services).answer("GET /v1/simulator", "{\"paused\":false}"));

        assertThat(audit().status()).isZero();
        assertThat(Objects.requireNonNull(services).requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void shouldSayThatThereIsNoKafka() {
        Outcome outcome = audit("--bootstrap", "nowhere.invalid:1");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("is not the address of a Kafka broker");
    }
}
