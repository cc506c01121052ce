package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.ExperienceCell.Duration;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.Recount;
import io.tillstream.stack.audit.RecountResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers, feedback and tickets through the whole topology, counted by hand. */
class ExperienceScenarioTest {

    private static final Instant NINE = Instant.parse("2025-06-02T09:00:00Z");

    @TempDir
    Path stateDir;

    private EngineDriver engine;
    private int serial;

    @BeforeEach
    void start() {
        engine = new EngineDriver(stateDir, NINE, "UTC");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void shouldCountAnswersByTheirBounds() {
        for (int score : new int[] {10, 9, 8, 7, 6, 0}) {
            send(new CommerceEvent.SurveyAnswered(at("anna", 0, "web"), "nps", score, null));
        }
        for (int score : new int[] {5, 4, 3, 1}) {
            send(new CommerceEvent.SurveyAnswered(at("ben", 0, "app"), "csat", score, null));
        }
        send(new CommerceEvent.SurveyAnswered(at("ben", 2, "app"), "satisfaction", 7, null));

        assertThat(cell("total|all").nps()).isEqualTo(new ExperienceCell.Nps(6, 2, 2));
        assertThat(cell("total|all").csat()).isEqualTo(new ExperienceCell.Csat(4, 2, 13));
        assertThat(cell("total|all").satisfaction()).isEqualTo(new ExperienceCell.Scores(1, 7));
        assertThat(cell("channel|web").nps()).isEqualTo(new ExperienceCell.Nps(6, 2, 2));
        assertThat(cell("channel|app").nps()).isEqualTo(new ExperienceCell.Nps(0, 0, 0));
        assertThat(cell("type|csat").csat()).isEqualTo(new ExperienceCell.Csat(4, 2, 13));
    }

    @Test
    void shouldScoreWhatIsWrittenAndPassItOn() {
        send(new CommerceEvent.FeedbackGiven(at("anna", 0, "web"), "review", 5, "The book was good.", "p-1", "o-1"));
        send(new CommerceEvent.FeedbackGiven(at("anna", 1, "web"), "complaint", null, "Today SUX!", null, null));
        send(new CommerceEvent.SurveyAnswered(at("ben", 2, null), "nps", 3, " "));
        CommerceEvent twice = new CommerceEvent.SurveyAnswered(at("ben", 3, null), "csat", 4, "It is a table.");
        send(twice);
        send(twice);

        assertThat(cell("total|all").feedback()).isEqualTo(new ExperienceCell.Feedback(2, 1, 5));
        assertThat(cell("total|all").texts()).isEqualTo(new ExperienceCell.Texts(1, 1, 1, 4_404 - 5_461));
        assertThat(cell("type|complaint").texts()).isEqualTo(new ExperienceCell.Texts(0, 0, 1, -5_461));
        assertThat(cell("channel|unknown").texts()).isEqualTo(new ExperienceCell.Texts(0, 1, 0, 0));
        assertThat(engine.all(TopicCatalogue.FEEDBACK, FeedbackEntry.class))
                .containsExactly(
                        entry(
                                "anna",
                                0,
                                "review",
                                null,
                                5,
                                "The book was good.",
                                0.4404,
                                "positive",
                                "p-1",
                                "o-1",
                                "web"),
                        entry("anna", 1, "complaint", null, null, "Today SUX!", -0.5461, "negative", null, null, "web"),
                        entry("ben", 2, "nps", 3, null, null, null, null, null, null, "unknown"),
                        entry("ben", 3, "csat", 4, null, "It is a table.", 0.0, "neutral", null, null, "unknown"));
    }

    @Test
    void shouldCountATicketAsItStandsOnTheDayItWasOpened() {
        send(new CommerceEvent.TicketOpened(at("anna", 0, "web"), "t-1", "delivery", "high"));
        assertThat(cell("total|all").support()).isEqualTo(support(1, 0, 0, 0, 0, 0, 0, List.of(), List.of()));

        send(new CommerceEvent.TicketUpdated(at("anna", 30, "web"), "t-1", "in_progress"));
        send(new CommerceEvent.TicketResolved(at("anna", 24 * 60, "web"), "t-1", 4));
        Duration soon = new Duration(1_808, 1);
        Duration day = new Duration(87_040, 1);
        ExperienceCell.Support resolved = support(1, 1, 0, 1, 1, 1, 4, List.of(soon), List.of(day));
        assertThat(cell("total|all").support()).isEqualTo(resolved);
        assertThat(cell("category|delivery").support()).isEqualTo(resolved);
        assertThat(soon.seconds()).isBetween(1_772L, 1_828L);
        assertThat(day.seconds()).isBetween(85_050L, 87_750L);

        send(new CommerceEvent.TicketUpdated(at("anna", 25 * 60, "web"), "t-1", "reopened"));
        assertThat(cell("total|all").support()).isEqualTo(support(1, 0, 1, 1, 1, 1, 4, List.of(soon), List.of()));
        assertThat(engine.latest(TopicCatalogue.EXPERIENCE, ExperienceCell.class)
                        .keySet())
                .allMatch(key -> key.startsWith("2025-06-02|"));
    }

    @Test
    void shouldMoveATicketWhenAnEarlierOpeningComesLate() {
        send(new CommerceEvent.TicketResolved(at("anna", 60, "web"), "t-1", 2));
        assertThat(engine.latest(TopicCatalogue.EXPERIENCE, ExperienceCell.class))
                .isEmpty();
        send(new CommerceEvent.TicketOpened(at("anna", 40, "web"), "t-1", "returns", null));
        assertThat(cell("category|returns").support().resolved()).isEqualTo(1);

        send(new CommerceEvent.TicketOpened(at("anna", 0, "app"), "t-1", null, null));
        ExperienceCell.Support nothing = support(0, 0, 0, 0, 0, 0, 0, List.of(), List.of());
        assertThat(cell("category|returns").support()).isEqualTo(nothing);
        assertThat(cell("channel|web").support()).isEqualTo(nothing);
        Duration hour = new Duration(3_616, 1);
        assertThat(cell("category|unknown").support())
                .isEqualTo(support(1, 1, 0, 1, 1, 0, 2, List.of(hour), List.of(hour)));
        assertThat(cell("total|all").support()).isEqualTo(support(1, 1, 0, 1, 1, 0, 2, List.of(hour), List.of(hour)));
    }

    /** Tickets of few ids whose events come in any order, and answers, against an independent count of the log. */
    @Test
    void shouldAgreeWithTheRecountWhateverTheOrder() {
        Random random = new Random(7);
        Recount recount = new Recount(null, ZoneOffset.UTC);
        Instant received = NINE.plusSeconds(3 * 86_400);
        for (int i = 0; i < 400; i++) {
            received = received.plusSeconds(1);
            CommerceEvent event = any(random, i);
            engine.send(event, received);
            recount.accept(event, 0, received);
        }
        RecountResult right = recount.finish(engine.settle());

        Map<String, ExperienceCell> cells = engine.latest(TopicCatalogue.EXPERIENCE, ExperienceCell.class);
        assertThat(cells).hasSizeGreaterThan(20);
        for (ExperienceCell cell : cells.values()) {
            ExperienceCell expected = right.experienceLike(cell);
            if (expected == null) {
                assertThat(cell.support().opened()).isZero();
            } else {
                assertThat(cell)
                        .usingRecursiveComparison()
                        .ignoringFields("freshThrough")
                        .isEqualTo(expected);
            }
        }
        assertThat(right.experience()).allSatisfy(cell -> assertThat(cells)
                .containsKey(cell.day() + "|" + cell.dimension() + "|" + cell.value()));
    }

    private static CommerceEvent any(Random random, int number) {
        List<String> states = List.of("open", "in_progress", "resolved", "closed", "reopened");
        Envelope envelope = new Envelope(
                "e-" + number,
                "c-" + random.nextInt(3),
                null,
                null,
                NINE.plusSeconds(random.nextInt(3 * 24) * 3_600L),
                null,
                new Context(random.nextBoolean() ? "web" : null, null, null, null, null),
                Map.of());
        String ticket = "t-" + random.nextInt(8);
        return switch (random.nextInt(6)) {
            case 0 -> new CommerceEvent.SurveyAnswered(envelope, "nps", random.nextInt(11), "Not bad at all");
            case 1 -> new CommerceEvent.FeedbackGiven(envelope, "complaint", 2, null, null, null);
            case 2 -> new CommerceEvent.TicketOpened(envelope, ticket, random.nextBoolean() ? "delivery" : null, null);
            case 3 -> new CommerceEvent.TicketResolved(envelope, ticket, 1 + random.nextInt(5));
            default -> new CommerceEvent.TicketUpdated(envelope, ticket, states.get(random.nextInt(5)));
        };
    }

    private static ExperienceCell.Support support(
            long opened,
            long resolved,
            long reopened,
            long responded,
            long answers,
            long satisfied,
            long sum,
            List<Duration> response,
            List<Duration> resolution) {
        return new ExperienceCell.Support(
                opened, resolved, reopened, responded, answers, satisfied, sum, response, resolution);
    }

    private FeedbackEntry entry(
            String customer,
            int minute,
            String type,
            @Nullable Integer score,
            @Nullable Integer rating,
            @Nullable String text,
            @Nullable Double sentiment,
            @Nullable String mood,
            @Nullable String product,
            @Nullable String order,
            String channel) {
        return new FeedbackEntry(
                "e-" + minute,
                customer,
                NINE.plusSeconds(60L * minute),
                type,
                score,
                rating,
                text,
                sentiment,
                mood,
                product,
                order,
                channel);
    }

    private ExperienceCell cell(String key) {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.EXPERIENCE, ExperienceCell.class).get("2025-06-02|" + key));
    }

    private void send(CommerceEvent event) {
        Instant received = NINE.plusSeconds(2 * 86_400 + ++serial);
        engine.send(event, received);
        engine.settle();
    }

    private Envelope at(String customer, int minute, @Nullable String channel) {
        return new Envelope(
                "e-" + (minute == 0 ? serial : minute),
                customer,
                null,
                null,
                NINE.plusSeconds(60L * minute),
                null,
                new Context(channel, null, null, null, null),
                Map.of());
    }
}
