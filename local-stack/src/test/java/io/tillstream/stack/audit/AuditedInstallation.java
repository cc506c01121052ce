package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.NOON;
import static io.tillstream.stack.audit.Shop.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.output.VisitorIdentity;
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
import picocli.CommandLine;

/**
 * A real broker and a real database that hold a small log and everything a right engine and a right projection make of it; the query service's and the
 * simulator's answers are canned.
 */
final class AuditedInstallation implements AutoCloseable {

    static final String KPIS = "GET /api/v1/kpis";
    private static final Context HERE = new Context("web", "mobile", "US", "Chicago", null);
    private static final String BAD = "{\"event_id\":\"e\",\"action\":\"dance\"}";

    private final EventWriter writer = new EventWriter();
    private final List<CommerceEvent> events = new ArrayList<>();
    private final Path passwordFile;
    private final LocalBroker broker;
    private final LocalDatabase database;
    private final FakeServices services;
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final Warehouse warehouse;
    private @Nullable RecountResult right;
    private @Nullable RfmCutPoints cutPoints;
    private String kpis = "";

    AuditedInstallation(Path dir) throws Exception {
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

    List<CommerceEvent> events() {
        return events;
    }

    FakeServices services() {
        return services;
    }

    RfmCutPoints cutPoints() {
        return Objects.requireNonNull(cutPoints, "cutPoints");
    }

    /** What the API answers as long as nobody tampers with it. */
    String kpis() {
        return kpis;
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
                .log(new CommerceEvent.SurveyAnswered(shop.envelope("c1", NOON, "survey1"), "nps", 9, null))
                .log(new CommerceEvent.SurveyAnswered(shop.envelope("c2", NOON, "survey2"), "csat", 2, "Late."))
                .log(new CommerceEvent.FeedbackGiven(
                        shop.envelope("c3", NOON, "feedback1"), "review", 4, "It works.", "p3", null))
                .log(new CommerceEvent.TicketOpened(shop.envelope("c2", NOON, "ticket1"), "t1", "delivery", null))
                .log(new CommerceEvent.TicketUpdated(
                        shop.envelope("c2", NOON.plusSeconds(600), "ticket2"), "t1", "in_progress"))
                .log(new CommerceEvent.TicketResolved(shop.envelope("c2", NOON.plusSeconds(1_200), "ticket3"), "t1", 5))
                .identify("c4", NOON.minus(Duration.ofDays(60)), null, null, null)
                .identify("c5", NOON.minus(Duration.ofDays(60)), null, null, null)
                .log(new CommerceEvent.PointsRedeemed(shop.envelope("c4", NOON, "redeemed1"), 3))
                .log(new CommerceEvent.ReferralSent(shop.envelope("c4", NOON, "sent1"), "ref1"))
                .log(new CommerceEvent.ReferralConverted(shop.envelope("c2", NOON, "converted1"), "ref1", "c4"))
                .log(new CommerceEvent.AdSpend(shop.envelope("nobody", NOON, "spend1"), "web", 12_000_000))
                .log(new CommerceEvent.Message(
                        shop.envelope("c4", NOON.minus(Duration.ofHours(3)), "message1"),
                        Action.MESSAGE_SENT,
                        "m1",
                        "email"))
                .log(new CommerceEvent.Message(
                        shop.envelope("c4", NOON.minus(Duration.ofHours(2)), "message2"),
                        Action.MESSAGE_CLICKED,
                        "m1",
                        "email"))
                .log(new CommerceEvent.PageView(
                        ofVisitor(null, "v1", NOON.minus(Duration.ofDays(3)), "v1-page"), null, null))
                .log(new CommerceEvent.Purchase(
                        ofVisitor(null, "v1", NOON.minus(Duration.ofDays(2)), "v1-buy"),
                        "guest",
                        null,
                        List.of(item("p7", "10", 1))))
                .log(new CommerceEvent.Unmerge(ofVisitor("c6", "v2", NOON, "v2-undone")))
                .log(new CommerceEvent.Identify(
                        ofVisitor("c7", "v1", NOON, "v1-joined"),
                        new CustomerDetails(null, null, null, null, null, null, null, null)))
                .add("visitor", NOON.plus(Duration.ofMinutes(30)), item("q", "2.5", 1))
                .page("c8", NOON.plus(Duration.ofMinutes(31)));
        send(recount, "bad1", BAD.getBytes(StandardCharsets.UTF_8));
        send(recount, "bad2", "not json".getBytes(StandardCharsets.UTF_8));
        right = recount.finish(Instant.now());
        cutPoints = Objects.requireNonNull(
                right.cutPoints(Objects.requireNonNull(right.newestEventAt()).plus(Duration.ofDays(1))));
    }

    private static Envelope ofVisitor(@Nullable String customer, String visitor, Instant at, String eventId) {
        return new Envelope(eventId, customer, visitor, null, at, "USD", HERE, Map.of());
    }

    private void send(Recount recount, String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        RecordMetadata at = send(new ProducerRecord<>(TopicCatalogue.EVENTS.name(), keyBytes, value));
        recount.accept(keyBytes, value, at.partition(), at.offset(), Instant.ofEpochMilli(at.timestamp()));
    }

    RecordMetadata send(ProducerRecord<byte[], byte[]> entry) {
        try {
            return producer.send(entry).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> void send(String topic, String key, Class<T> type, T value) {
        send(new ProducerRecord<>(
                topic, key.getBytes(StandardCharsets.UTF_8), OutputJson.of(type).write(value)));
    }

    RecountResult right() {
        return Objects.requireNonNull(right, "right");
    }

    Warehouse warehouse() {
        return warehouse;
    }

    /** What a right engine would have published. */
    private void publish() throws Exception {
        send(TopicCatalogue.MODELS.name(), RfmCutPoints.MODEL_NAME, RfmCutPoints.class, cutPoints());
        for (CustomerProfile profile : right().profiles(cutPoints())) {
            send(profile);
            if (profile.segment() != null) {
                transition(profile.customerId(), null, Objects.requireNonNull(profile.segment()));
            }
        }
        right().sales().forEach(this::send);
        right().funnel().forEach(this::send);
        right().seasonality().forEach(this::send);
        right().cohorts().forEach(this::send);
        right().retention().forEach(this::send);
        right().experience().forEach(this::send);
        String journeys = TopicCatalogue.JOURNEYS.name();
        right().journeySteps().forEach(cell -> send(journeys, cell.key(), JourneyCell.class, cell));
        right().journeyPaths().forEach(path -> send(journeys, path.key(), JourneyPath.class, path));
        right().channelCredits().forEach(credit -> send(journeys, credit.key(), ChannelCredit.class, credit));
        right().channelSteps().forEach(step -> send(journeys, step.key(), ChannelStep.class, step));
        right().identities().forEach(this::send);
        right().purchasing().forEach(this::send);
        right().productCarts().forEach(this::send);
        right().loyalty().forEach(this::send);
        right().strata().forEach(this::send);
        right().referrals().forEach(this::send);
        right().acquisition().forEach(this::send);
        right().communication().forEach(this::send);
        changedCarts().forEach(this::send);
        for (Rejection rejection : right().books().rejections()) {
            boolean first = rejection.field().equals("$");
            reject(rejection, first ? "bad2" : "bad1", first ? "not json" : BAD);
        }
        commitGroup(0);
    }

    void send(CustomerProfile profile) {
        send(TopicCatalogue.PROFILES.name(), profile.customerId(), CustomerProfile.class, profile);
    }

    void send(VisitorIdentity identity) {
        send(TopicCatalogue.IDENTITIES.name(), identity.visitorId(), VisitorIdentity.class, identity);
    }

    void send(CohortCell cell) {
        String key = cell.cohort() + "|" + cell.month() + "|" + cell.dimension() + "|" + cell.value();
        send(TopicCatalogue.COHORTS.name(), key, CohortCell.class, cell);
    }

    void send(AcquisitionCell cell) {
        String key = AcquisitionCell.KEY_PREFIX + cell.cohort() + cell.month() + cell.channel() + cell.campaign();
        send(TopicCatalogue.GROWTH.name(), key, AcquisitionCell.class, cell);
    }

    void send(CommunicationCell cell) {
        String key = CommunicationCell.KEY_PREFIX + cell.day() + cell.dimension() + cell.channel() + cell.value();
        send(TopicCatalogue.GROWTH.name(), key, CommunicationCell.class, cell);
    }

    private void send(ExperienceCell cell) {
        String key = cell.day() + cell.dimension() + cell.value();
        send(TopicCatalogue.EXPERIENCE.name(), key, ExperienceCell.class, cell);
    }

    private void send(ProductCartCell cell) {
        String key = cell.period() + "|" + cell.day() + "|" + cell.dimension() + "|" + cell.value();
        send(TopicCatalogue.PRODUCT_CARTS.name(), key, ProductCartCell.class, cell);
    }

    private void send(PurchasingCell cell) {
        String key = cell.day() + "|" + cell.dimension() + "|" + cell.value();
        send(TopicCatalogue.BEHAVIOUR.name(), key, PurchasingCell.class, cell);
    }

    void send(LoyaltyCell cell) {
        String key = LoyaltyCell.KEY_PREFIX + cell.month() + "|" + cell.dimension() + "|" + cell.value();
        send(TopicCatalogue.GROWTH.name(), key, LoyaltyCell.class, cell);
    }

    private void send(LoyaltyStratum stratum) {
        String key =
                LoyaltyStratum.KEY_PREFIX + stratum.month() + "|stratum|" + stratum.band() + "|" + stratum.country();
        send(TopicCatalogue.GROWTH.name(), key, LoyaltyStratum.class, stratum);
    }

    private void send(ReferralCell cell) {
        String key = ReferralCell.KEY_PREFIX + cell.month() + "|" + cell.dimension() + "|" + cell.value();
        send(TopicCatalogue.GROWTH.name(), key, ReferralCell.class, cell);
    }

    void send(RetentionCell cell) {
        send(TopicCatalogue.RETENTION.name(), cell.month().toString(), RetentionCell.class, cell);
    }

    void send(SalesCell cell) {
        String key = cell.period() + cell.day() + cell.dimension() + cell.value();
        send(TopicCatalogue.SALES.name(), key, SalesCell.class, cell);
    }

    void send(FunnelCell cell) {
        send(TopicCatalogue.FUNNEL.name(), cell.hour() + cell.dimension() + cell.value(), FunnelCell.class, cell);
    }

    private void send(SeasonalityCell cell) {
        send(TopicCatalogue.SEASONALITY.name(), cell.hour().toString(), SeasonalityCell.class, cell);
    }

    void send(CartChange cart) {
        send(TopicCatalogue.CARTS.name(), cart.customerId(), CartChange.class, cart);
    }

    void transition(String customer, @Nullable String from, String to) {
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
    List<CartChange> changedCarts() {
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
    void commitGroup(long left) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (String topic : List.of(TopicCatalogue.EVENTS.name(), TopicCatalogue.CELL_DELTAS.name())) {
            latest.put(new TopicPartition(topic, 0), OffsetSpec.latest());
            latest.put(new TopicPartition(topic, 1), OffsetSpec.latest());
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Admin client = admin;
        client.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) ->
                        offsets.put(partition, new OffsetAndMetadata(Math.max(0, end.offset() - left))));
        client.alterConsumerGroupOffsets(EngineBacklog.GROUP, offsets).all().get();
    }

    /** What a right projection would have stored, and what the API would say. */
    private void store() throws SQLException {
        for (Rejection rejection : right().books().rejections()) {
            warehouse().quarantined(rejection);
        }
        for (CustomerProfile profile : right().profiles(cutPoints())) {
            warehouse().customer(profile);
            if (profile.segment() != null) {
                warehouse()
                        .transition(
                                profile.customerId(),
                                Objects.requireNonNull(profile.segment()),
                                events.size() + profile.hashCode());
            }
        }
        new StoredSales(warehouse()).store(right());
        new StoredGrowth(warehouse()).store(right());
        new StoredExperience(warehouse()).store(right());
        new StoredJourneys(warehouse()).store(right());
        new StoredOrders(warehouse()).store(events);
        for (VisitorIdentity identity : right().identities()) {
            warehouse().identity(identity);
        }
        for (CartChange cart : changedCarts()) {
            warehouse().cart(cart);
        }
        warehouse().cutPoints(cutPoints());
        AuditReport report = new AuditReport();
        Intake.addUp(right(), report.recounted());
        Instant asOf = cutPoints().asOf();
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.put("as_of", asOf.toString());
        new Kpis(right(), report, asOf).values().forEach((field, value) -> {
            String[] path = field.split("/");
            ObjectNode parent = path.length == 1 ? json : json.withObject("/" + path[0]);
            parent.set(path[path.length - 1], new DecimalNode(value.right()));
        });
        kpis = json.toString();
    }

    /** What an audit printed and how it ended. */
    record Outcome(int status, String out, String err) {
        JsonNode json() throws Exception {
            return JsonMapper.builder().build().readTree(out);
        }
    }

    Outcome audit(String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap", broker.bootstrapServers(),
                "--database-url", database.jdbcUrl(),
                "--database-password-file", passwordFile.toString(),
                "--query-url", services.url(),
                "--simulator-url", services.url(),
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

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : List.of(producer, admin, warehouse, services, database, broker)) {
            part.close();
        }
    }
}
