package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and hours of the business time zone, in weeks when clocks change and in zones off the full hour. */
class BusinessDayTest {

    private static final Duration STEP = Duration.ofMinutes(15);

    @TempDir
    Path folder;

    /** An order every quarter of an hour of three days, so a day of 23 h has 92 and one of 25 h has 100. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,2025-03-30,92",
        "Europe/Berlin,2025-10-26,100",
        "America/New_York,2025-03-09,92",
        "America/New_York,2025-11-02,100",
        // midnight does not exist: the day begins at one
        "America/Santiago,2025-09-07,92",
        "Asia/Beirut,2025-03-30,92",
        // midnight comes twice
        "America/Santiago,2025-04-05,100",
        // clocks change by half an hour
        "Australia/Lord_Howe,2025-10-05,94",
        "Australia/Lord_Howe,2025-04-06,98",
        "Asia/Kolkata,2025-03-30,96",
        "Asia/Kathmandu,2025-03-30,96",
        "America/St_Johns,2025-03-09,92",
        "Pacific/Chatham,2025-09-28,92",
        "UTC,2025-03-30,96",
    })
    void shouldBookEachOrderOnTheDayAndHourOnTheClockOnTheWall(String zoneName, LocalDate day, int ordersThatDay) {
        ZoneId zone = ZoneId.of(zoneName);
        Instant from = day.minusDays(1).atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(2).atStartOfDay(zone).toInstant();
        Map<LocalDate, Long> days = new TreeMap<>();
        Map<LocalDateTime, Long> hours = new TreeMap<>();
        try (ModelCluster cluster = new ModelCluster(folder, 1, to, zone)) {
            for (Instant at = from; at.isBefore(to); at = at.plus(STEP)) {
                cluster.append(order("c-" + at, at), to);
                ZonedDateTime wall = at.atZone(zone);
                days.merge(wall.toLocalDate(), 1L, Long::sum);
                hours.merge(wall.toLocalDate().atTime(wall.getHour(), 0), 1L, Long::sum);
            }
            cluster.quiet();
            assertThat(days.get(day)).isEqualTo(ordersThatDay);
            assertThat(ordersByDay(cluster)).isEqualTo(days);
            assertThat(ordersByHour(cluster, zone)).isEqualTo(hours);
        }
    }

    @Test
    void shouldTellTheTwoHoursApartThatHaveOneName() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant first = Instant.parse("2025-10-26T00:30:00Z");
        try (ModelCluster cluster = new ModelCluster(folder, 1, first.plus(Duration.ofHours(3)), berlin)) {
            cluster.append(order("a", first), cluster.now());
            cluster.append(order("b", first.plus(Duration.ofHours(1))), cluster.now());
            cluster.quiet();
            List<SeasonalityCell> cells =
                    cluster.latest(TopicCatalogue.SEASONALITY, SeasonalityCell.class).values().stream()
                            .toList();
            assertThat(cells).extracting(SeasonalityCell::hourOfDay).containsExactly(2, 2);
            assertThat(cells)
                    .extracting(SeasonalityCell::hour)
                    .containsExactlyInAnyOrder(
                            Instant.parse("2025-10-26T00:00:00Z"), Instant.parse("2025-10-26T01:00:00Z"));
        }
    }

    /** An order and a refund count once for ever; all else once in seven days of delivery. */
    @Test
    void shouldKnowAnOrderAfterYearsAndAViewForAWeek() {
        Instant start = Instant.parse("2025-01-01T12:00:00Z");
        CommerceEvent order = order("ada", start);
        CommerceEvent view = new CommerceEvent.ViewItem(envelope("ada", "view", start), List.of(item()));
        try (ModelCluster cluster = new ModelCluster(folder, 1, start, ZoneOffset.UTC)) {
            deliver(cluster, start, order, view);
            deliver(cluster, start.plus(Duration.ofHours(165)), order, view);
            assertThat(total(cluster).orders()).isEqualTo(1);
            assertThat(product(cluster).views()).isEqualTo(1);
            deliver(cluster, start.plus(Duration.ofDays(8)), order, view);
            assertThat(total(cluster).orders()).isEqualTo(1);
            assertThat(product(cluster).views()).isEqualTo(2);
            cluster.crash(0);
            deliver(cluster, start.plus(Duration.ofDays(800)), order, view);
            assertThat(total(cluster).orders()).isEqualTo(1);
            assertThat(product(cluster).views()).isEqualTo(3);
            assertThat(Objects.requireNonNull(cluster.latest(TopicCatalogue.PROFILES, CustomerProfile.class)
                                    .get("ada"))
                            .orders())
                    .isEqualTo(1);
        }
    }

    private static void deliver(ModelCluster cluster, Instant at, CommerceEvent... events) {
        for (CommerceEvent event : events) {
            cluster.append(event, at);
        }
        cluster.quietAt(at);
    }

    private static SalesCell total(ModelCluster cluster) {
        return Objects.requireNonNull(
                cluster.latest(TopicCatalogue.SALES, SalesCell.class).get("all||total|all"));
    }

    private static SalesCell product(ModelCluster cluster) {
        return Objects.requireNonNull(
                cluster.latest(TopicCatalogue.SALES, SalesCell.class).get("all||product|p-1"));
    }

    private static Map<LocalDate, Long> ordersByDay(ModelCluster cluster) {
        Map<LocalDate, Long> days = new TreeMap<>();
        cluster.latest(TopicCatalogue.SALES, SalesCell.class).values().stream()
                .filter(cell -> cell.dimension().equals("total") && cell.day() != null)
                .forEach(cell -> days.put(Objects.requireNonNull(cell.day()), cell.orders()));
        return days;
    }

    private static Map<LocalDateTime, Long> ordersByHour(ModelCluster cluster, ZoneId zone) {
        Map<LocalDateTime, Long> hours = new TreeMap<>();
        cluster.latest(TopicCatalogue.SEASONALITY, SeasonalityCell.class)
                .values()
                .forEach(cell -> {
                    assertThat(cell.hour().atZone(zone).toLocalDate()).isEqualTo(cell.day());
                    assertThat(cell.day().getDayOfWeek().getValue()).isEqualTo(cell.weekday());
                    hours.merge(cell.day().atTime(cell.hourOfDay(), 0), cell.orders(), Long::sum);
                });
        return hours;
    }

    private static CommerceEvent order(String customer, Instant at) {
        return new CommerceEvent.Purchase(
                envelope(customer, "e-" + customer, at), "o-" + customer, null, List.of(item()));
    }

    private static Envelope envelope(String customer, String id, Instant at) {
        return new Envelope(id, customer, null, null, at, null, Context.UNKNOWN, Map.of());
    }

    private static Item item() {
        return new Item("p-1", null, null, null, 1_000_000, 1, 0, null);
    }
}
