package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.Recount;
import io.tillstream.stack.audit.RecountResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First visits, ad spend and messages through the whole topology, counted by hand and against an independent count. */
class MarketingScenarioTest {

    private static final Instant START = Instant.parse("2025-01-10T09:00:00Z");
    private static final Context WEB = new Context("web", null, null, null, null);
    private static final Context SEARCH = from("google", "CPC", "Brand");
    private static final Context SOCIAL = from("instagram", "social", "new-season");

    @TempDir
    Path stateDir;

    private EngineDriver engine;
    private Instant received = START.plusSeconds(400 * 86_400L);
    private int serial;

    @BeforeEach
    void start() {
        engine = new EngineDriver(stateDir, START, "UTC");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void shouldCountVisitorsCustomersSpendAndRevenue() {
        view("anna", 0, SEARCH);
        view("anna", 1, SOCIAL);
        view("ben", 0, SEARCH);
        buy("anna", 2, SOCIAL, 50);
        buy("anna", 32, WEB, 20);
        send(new CommerceEvent.Refund(at("anna", 61, WEB), "o", 5_000_000, List.of()));
        spend("x-1", 3, "ads", SEARCH, 30);
        spend("x-2", 4, "Display ", WEB, 7);
        engine.settle();

        assertThat(acquisition("2025-01/2025-01", "google / cpc|brand"))
                .isEqualTo(cell("2025-01", "2025-01", "google / cpc", "brand", 2, 1, 1, 1, 50, 30));
        assertThat(acquisition("2025-01/2025-02", "google / cpc|brand"))
                .isEqualTo(cell("2025-01", "2025-02", "google / cpc", "brand", 0, 0, 0, 1, 20, 0));
        assertThat(acquisition("2025-01/2025-03", "google / cpc|brand"))
                .isEqualTo(cell("2025-01", "2025-03", "google / cpc", "brand", 0, 0, 0, 0, -5, 0));
        assertThat(acquisition("2025-01/2025-01", "unknown / display|unknown"))
                .isEqualTo(cell("2025-01", "2025-01", "unknown / display", "unknown", 0, 0, 0, 0, 0, 7));
        assertThat(growth(AcquisitionCell.KEY_PREFIX, AcquisitionCell.class)).hasSize(4);
        CustomerProfile anna = Objects.requireNonNull(profiles().get("anna"));
        assertThat(anna.firstTouchChannel()).isEqualTo("google / cpc");
        assertThat(anna.firstTouchCampaign()).isEqualTo("brand");
    }

    @Test
    void shouldCountSpendOnceAndMakeNobodyOfIt() {
        spend("x-1", 0, "search", WEB, 30);
        spend("x-1", 0, "search", WEB, 30);
        received = received.plusSeconds(6 * 86_400);
        spend("x-1", 0, "search", WEB, 30);
        engine.settle();
        assertThat(acquisition("2025-01/2025-01", "unknown / search|unknown").spendMicros())
                .isEqualTo(30_000_000);

        received = received.plusSeconds(9 * 86_400);
        spend("x-2", 0, "search", WEB, 1);
        spend("x-1", 0, "search", WEB, 30);
        engine.settle();
        assertThat(acquisition("2025-01/2025-01", "unknown / search|unknown").spendMicros())
                .isEqualTo(61_000_000);
        assertThat(profiles()).isEmpty();
    }

    @Test
    void shouldMoveSomebodyWhoseEarlierVisitComesLate() {
        buy("anna", 32, SOCIAL, 50);
        send(new CommerceEvent.Message(at("anna", 1, WEB), Action.MESSAGE_SENT, "m", "email"));
        engine.settle();
        assertThat(acquisition("2025-02/2025-02", "instagram / social|new-season"))
                .isEqualTo(cell("2025-02", "2025-02", "instagram / social", "new-season", 1, 1, 1, 1, 50, 0));

        view("anna", 2, WEB);
        view("anna", 2, SEARCH);
        view("anna", 2, SOCIAL);
        engine.settle();
        assertThat(acquisition("2025-02/2025-02", "instagram / social|new-season"))
                .isEqualTo(cell("2025-02", "2025-02", "instagram / social", "new-season", 0, 0, 0, 0, 0, 0));
        assertThat(acquisition("2025-01/2025-01", "google / cpc|brand"))
                .isEqualTo(cell("2025-01", "2025-01", "google / cpc", "brand", 1, 1, 0, 0, 0, 0));
        assertThat(acquisition("2025-02/2025-02", "google / cpc|brand"))
                .isEqualTo(cell("2025-02", "2025-02", "google / cpc", "brand", 0, 0, 1, 1, 50, 0));
    }

    @Test
    void shouldFollowMessagesToOrders() {
        message("anna", 0, Action.MESSAGE_SENT, "m1");
        message("anna", 1, Action.MESSAGE_SENT, "m2");
        message("anna", 2, Action.MESSAGE_CLICKED, "m1");
        message("anna", 3, Action.MESSAGE_DELIVERED, "m2");
        message("anna", 4, Action.MESSAGE_CLICKED, "m2");
        buy("anna", 5, WEB, 40);
        buy("anna", 10, WEB, 2);
        buy("anna", 12, WEB, 1);
        message("ben", 0, Action.MESSAGE_SENT, "m1");
        message("ben", 9, Action.MESSAGE_UNSUBSCRIBED, "m1");
        message("carla", 0, Action.MESSAGE_OPENED, "never-sent");
        engine.settle();

        assertThat(communication("2025-01-10|campaign|email|brand"))
                .isEqualTo(cell("2025-01-10", "campaign", "email", "brand", 2, 2, 1, 1, 0, 1, 0, 0, 0));
        assertThat(communication("2025-01-11|campaign|email|brand"))
                .isEqualTo(cell("2025-01-11", "campaign", "email", "brand", 1, 1, 1, 1, 1, 0, 1, 2, 42));
        assertThat(communication("all|people|all|all"))
                .isEqualTo(cell(null, "people", "all", "all", 2, 2, 1, 1, 1, 1, 0, 0, 0));
        assertThat(communication("all|people_campaign|email|brand").sent()).isEqualTo(2);
        assertThat(communication("all|people_channel|email|all").clicked()).isEqualTo(1);
        assertThat(communication("2025-01-10|received_7_days|email|1").sent()).isEqualTo(2);
        assertThat(communication("2025-01-11|received_7_days|email|2"))
                .isEqualTo(cell("2025-01-11", "received_7_days", "email", "2", 1, 1, 1, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void shouldGiveAnOrderToALastClickThatComesLate() {
        message("anna", 0, Action.MESSAGE_SENT, "m1");
        message("anna", 0, Action.MESSAGE_SENT, "m2");
        message("anna", 1, Action.MESSAGE_CLICKED, "m1");
        buy("anna", 3, WEB, 40);
        message("anna", 2, Action.MESSAGE_CLICKED, "m2");
        engine.settle();
        CommunicationCell both = communication("2025-01-10|campaign|email|brand");
        assertThat(both.converted()).isEqualTo(1);
        assertThat(both.orders()).isEqualTo(1);

        message("anna", 40, Action.MESSAGE_CLICKED, "m1");
        buy("anna", 47, WEB, 5);
        buy("anna", 48, WEB, 6);
        engine.settle();
        both = communication("2025-01-10|campaign|email|brand");
        assertThat(both.converted()).isEqualTo(2);
        assertThat(both.orders()).isEqualTo(2);
        assertThat(both.grossMicros()).isEqualTo(45_000_000);
        assertThat(communication("all|people|all|all").converted()).isEqualTo(1);
    }

    @Test
    void shouldCountHowManyMessagesSomebodyHad() {
        for (int day : new int[] {0, 1, 2, 7, 8, 40}) {
            message("anna", day, Action.MESSAGE_SENT, "m" + day);
        }
        message("anna", 7, Action.MESSAGE_OPENED, "m7");
        engine.settle();
        // day 7 is no longer in the 7 days that begin with the message of day 0
        assertThat(communication("2025-01-17|received_7_days|email|3-4").opened())
                .isEqualTo(1);
        assertThat(communication("2025-01-18|received_30_days|email|5-7").sent())
                .isEqualTo(1);
        assertThat(communication("2025-02-19|received_30_days|email|1").sent()).isEqualTo(1);

        message("anna", 3, Action.MESSAGE_SENT, "late");
        engine.settle();
        assertThat(communication("2025-01-17|received_7_days|email|3-4").sent()).isEqualTo(1);
        assertThat(communication("2025-01-13|received_7_days|email|3-4").sent()).isEqualTo(1);
        assertThat(communication("2025-01-18|received_30_days|email|5-7").sent())
                .isEqualTo(1);

        message("anna", 4, Action.MESSAGE_SENT, "later");
        engine.settle();
        assertThat(communication("2025-01-17|received_7_days|email|3-4")).satisfies(cell -> {
            assertThat(cell.sent()).isZero();
            assertThat(cell.opened()).isZero();
        });
        assertThat(communication("2025-01-17|received_7_days|email|5-7").opened())
                .isEqualTo(1);
    }

    /** A customer with very many messages and orders keeps a state of some kilobytes, and what was counted stays. */
    @Test
    void shouldStayBoundedForSomebodyWithThousandsOfMessages() {
        for (int i = 0; i < 2_000; i++) {
            message("anna", i / 100.0, Action.MESSAGE_SENT, "m" + i);
            message("anna", i / 100.0, Action.MESSAGE_CLICKED, "m" + i);
            buy("anna", i / 100.0, WEB, 1);
        }
        engine.settle();
        assertThat(growth(CommunicationCell.KEY_PREFIX, CommunicationCell.class).values().stream()
                        .filter(cell -> cell.dimension().equals("campaign"))
                        .mapToLong(CommunicationCell::orders)
                        .sum())
                .isEqualTo(2_000);
        assertThat(communication("all|people|all|all").sent()).isEqualTo(1);
    }

    @Test
    void shouldNotDependOnTheOrderAndAgreeWithTheRecount() {
        Random random = new Random(11);
        List<CommerceEvent> events = new ArrayList<>();
        for (int i = 0; i < 420; i++) {
            events.add(any(random, i));
        }
        Map<String, String> sorted = publishedFor(events);
        assertThat(sorted).hasSizeGreaterThan(150);
        for (int round = 0; round < 3; round++) {
            Collections.shuffle(events, random);
            stop();
            engine = new EngineDriver(stateDir.resolve("round-" + round), START, "UTC");
            assertThat(publishedFor(events)).isEqualTo(sorted);
        }
    }

    /** What is published for the events in that order, after it was compared with the recount; cells that count nothing left out. */
    private Map<String, String> publishedFor(List<CommerceEvent> events) {
        Recount recount = new Recount(null, ZoneOffset.UTC);
        Random random = new Random(events.hashCode());
        for (CommerceEvent event : events) {
            for (int delivery = random.nextInt(8) == 0 ? 2 : 1; delivery > 0; delivery--) {
                received = received.plusSeconds(1);
                engine.send(event, received);
                recount.accept(event, 0, received);
            }
        }
        RecountResult right = recount.finish(engine.settle());
        Map<String, String> expected = new TreeMap<>();
        right.acquisition().forEach(cell -> add(expected, cell));
        right.communication().forEach(cell -> add(expected, cell));
        Map<String, String> published = new TreeMap<>();
        growth(AcquisitionCell.KEY_PREFIX, AcquisitionCell.class).values().forEach(cell -> add(published, cell));
        growth(CommunicationCell.KEY_PREFIX, CommunicationCell.class).values().forEach(cell -> add(published, cell));
        assertThat(published).isEqualTo(expected);
        profiles()
                .values()
                .forEach(profile -> published.put(
                        profile.customerId(), profile.firstTouchChannel() + "|" + profile.firstTouchCampaign()));
        return published;
    }

    private static void add(Map<String, String> cells, AcquisitionCell c) {
        long counted = c.visitors() + c.converted() + c.customers() + c.orders();
        if (counted != 0 || c.revenueMicros() != 0 || c.spendMicros() != 0) {
            cells.put(
                    "a" + c.cohort() + c.month() + c.channel() + "|" + c.campaign(),
                    counted + " " + c.visitors() + " " + c.converted() + " " + c.customers() + " " + c.revenueMicros()
                            + " " + c.spendMicros());
        }
    }

    private static void add(Map<String, String> cells, CommunicationCell c) {
        if (c.sent() != 0) {
            cells.put(
                    "c" + c.day() + c.dimension() + c.channel() + "|" + c.value(),
                    c.sent() + " " + c.delivered() + " " + c.opened() + " " + c.clicked() + " " + c.converted() + " "
                            + c.unsubscribed() + " " + c.deliveryReports() + " " + c.orders() + " " + c.grossMicros());
        } else {
            assertThat(c.delivered() + c.opened() + c.clicked() + c.converted() + c.unsubscribed() + c.orders())
                    .isZero();
        }
    }

    /** Few customers, so that everything meets everything; no two clicks of one customer at the same time. */
    private static CommerceEvent any(Random random, int number) {
        List<Context> contexts = List.of(WEB, SEARCH, SOCIAL, from("partner", null, null));
        Instant at = START.plusSeconds(random.nextInt(60 * 24) * 3_600L + number);
        String customer = "c-" + number % 8;
        Envelope envelope =
                new Envelope("e-" + number, customer, null, null, at, null, contexts.get(random.nextInt(4)), Map.of());
        String message = "m-" + random.nextInt(9);
        return switch (random.nextInt(12)) {
            case 0 -> new CommerceEvent.PageView(onTheHour(envelope), null, null);
            case 1 -> new CommerceEvent.AdSpend(envelope, random.nextBoolean() ? "cpc" : "tv", random.nextInt(9));
            case 2, 3 -> purchase(envelope, "o-" + number, 1 + random.nextInt(50));
            case 4 -> new CommerceEvent.Refund(envelope, "o", 1 + random.nextInt(9_000_000), List.of());
            case 5, 6, 7 ->
                new CommerceEvent.Message(
                        onTheHour(envelope), Action.MESSAGE_SENT, message, random.nextBoolean() ? "email" : null);
            case 8 -> new CommerceEvent.Message(envelope, Action.MESSAGE_DELIVERED, message, null);
            case 9 -> new CommerceEvent.Message(envelope, Action.MESSAGE_OPENED, message, null);
            case 10 -> new CommerceEvent.Message(envelope, Action.MESSAGE_CLICKED, message, null);
            default ->
                new CommerceEvent.Message(
                        envelope,
                        random.nextBoolean() ? Action.MESSAGE_CLICKED : Action.MESSAGE_UNSUBSCRIBED,
                        message,
                        null);
        };
    }

    /** Some of these are at the same time. */
    private static Envelope onTheHour(Envelope e) {
        Instant hour = Instant.ofEpochSecond(e.timestamp().getEpochSecond() / 43_200 * 43_200);
        return new Envelope(e.eventId(), e.customerId(), null, null, hour, null, e.context(), Map.of());
    }

    private static Context from(String source, @Nullable String medium, @Nullable String name) {
        return new Context("web", null, null, null, new Campaign(source, medium, name));
    }

    private void view(String customer, int day, Context context) {
        send(new CommerceEvent.PageView(at(customer, day, context), null, null));
    }

    private void buy(String customer, double day, Context context, int units) {
        send(purchase(at(customer, day, context), "o-" + serial, units));
    }

    private static CommerceEvent purchase(Envelope envelope, String order, int units) {
        Item item = new Item("p", "P", null, null, units * 1_000_000L, 1, 0, null);
        return new CommerceEvent.Purchase(envelope, order, null, List.of(item));
    }

    private void spend(String id, int day, String channel, Context context, int units) {
        Instant at = START.plusSeconds(day * 86_400L);
        send(new CommerceEvent.AdSpend(
                new Envelope(id, null, null, null, at, null, context, Map.of()), channel, units * 1_000_000L));
    }

    private void message(String customer, double day, Action action, String id) {
        send(new CommerceEvent.Message(at(customer, day, from("crm", "email", "brand")), action, id, "email"));
    }

    private Envelope at(String customer, double day, Context context) {
        Instant at = START.plusMillis(Math.round(day * 86_400_000));
        return new Envelope("e-" + ++serial, customer, null, null, at, null, context, Map.of());
    }

    private void send(CommerceEvent event) {
        received = received.plusMillis(1);
        engine.send(event, received);
    }

    private <T> Map<String, T> growth(String prefix, Class<T> type) {
        Map<String, T> cells = new TreeMap<>();
        OutputJson<T> json = OutputJson.of(type);
        engine.latestBytes(TopicCatalogue.GROWTH).forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                cells.put(key, json.read(value));
            }
        });
        return cells;
    }

    private AcquisitionCell acquisition(String period, String source) {
        AcquisitionCell c = Objects.requireNonNull(growth(AcquisitionCell.KEY_PREFIX, AcquisitionCell.class)
                .get("acquisition|" + period + "|campaign|" + source));
        return cell(
                c.cohort().toString(),
                c.month().toString(),
                c.channel(),
                c.campaign(),
                c.visitors(),
                c.converted(),
                c.customers(),
                c.orders(),
                c.revenueMicros() / 1_000_000,
                c.spendMicros() / 1_000_000);
    }

    private static AcquisitionCell cell(
            String cohort,
            String month,
            String channel,
            String campaign,
            long visitors,
            long converted,
            long customers,
            long orders,
            long revenue,
            long spend) {
        YearMonth first = YearMonth.parse(cohort);
        YearMonth own = YearMonth.parse(month);
        return new AcquisitionCell(
                first,
                own,
                (own.getYear() - first.getYear()) * 12 + own.getMonthValue() - first.getMonthValue(),
                channel,
                campaign,
                visitors,
                converted,
                customers,
                orders,
                revenue * 1_000_000,
                spend * 1_000_000,
                Instant.EPOCH);
    }

    private CommunicationCell communication(String key) {
        CommunicationCell c = Objects.requireNonNull(
                growth(CommunicationCell.KEY_PREFIX, CommunicationCell.class).get("communication|" + key));
        return cell(
                c.day() == null ? null : c.day().toString(),
                c.dimension(),
                c.channel(),
                c.value(),
                c.sent(),
                c.delivered(),
                c.opened(),
                c.clicked(),
                c.converted(),
                c.unsubscribed(),
                c.deliveryReports(),
                c.orders(),
                c.grossMicros() / 1_000_000);
    }

    private static CommunicationCell cell(
            @Nullable String day,
            String dimension,
            String channel,
            String value,
            long sent,
            long delivered,
            long opened,
            long clicked,
            long converted,
            long unsubscribed,
            long reports,
            long orders,
            long gross) {
        return new CommunicationCell(
                day == null ? null : LocalDate.parse(day),
                dimension,
                channel,
                value,
                sent,
                delivered,
                opened,
                clicked,
                converted,
                unsubscribed,
                reports,
                orders,
                gross * 1_000_000,
                Instant.EPOCH);
    }

    private Map<String, CustomerProfile> profiles() {
        return engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class);
    }
}
