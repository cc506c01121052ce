package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZipfShopTest {

    private static List<CommerceEvent> events(LoadPlan plan) {
        ZipfShop shop = new ZipfShop(plan);
        List<CommerceEvent> events = new ArrayList<>();
        for (int i = 0; i < plan.events(); i++) {
            events.add(shop.next());
        }
        return events;
    }

    @Test
    void shouldMakeTheSameEventsInTheOrderOfTimeAtEveryRun() {
        LoadPlan plan = new LoadPlan(5_000, 200, 3, false);

        List<CommerceEvent> events = events(plan);

        assertThat(events).isEqualTo(events(plan)).isSortedAccordingTo(Comparator.comparing(CommerceEvent::timestamp));
        assertThat(events.stream().map(event -> event.envelope().eventId())).doesNotHaveDuplicates();
    }

    @Test
    void shouldSpreadTheEventsOverTheDays() {
        List<CommerceEvent> events = events(new LoadPlan(60_000, 1_000, 10, false));

        Instant first = events.getFirst().timestamp();
        Instant last = events.getLast().timestamp();
        assertThat((double) Duration.between(first, last).toHours()).isCloseTo(240, within(30.0));
    }

    @Test
    void shouldLetActivityFollowZipfsLaw() {
        Map<String, Integer> visits = new HashMap<>();
        for (CommerceEvent event : events(new LoadPlan(200_000, 1_000, 30, false))) {
            if (event.action() == Action.PAGE_VIEW && event.envelope().customerId() != null) {
                visits.merge(event.key(), 1, Integer::sum);
            }
        }
        List<Integer> most =
                visits.values().stream().sorted(Comparator.reverseOrder()).toList();

        // the habits of a single customer move these by some tens of percent
        assertThat((double) most.get(0) / most.get(9)).isBetween(5.0, 20.0);
        assertThat((double) most.get(0) / most.get(99)).isBetween(40.0, 220.0);
        assertThat(visits.size()).isGreaterThan(950);
    }

    @Test
    void shouldIntroduceEveryCustomerBeforeTheFirstVisit() {
        List<CommerceEvent> events = events(new LoadPlan(1_500, 300, 3, true));

        assertThat(events.stream().filter(event -> event.action() == Action.IDENTIFY))
                .hasSize(300);
        assertThat(events.subList(100, 400)).allMatch(event -> event.action() == Action.IDENTIFY);
        assertThat(events.subList(400, 1_500)).noneMatch(event -> event.action() == Action.IDENTIFY);
    }

    @Test
    void shouldRefusePlansThatMakeNoSense() {
        assertThatThrownBy(() -> new LoadPlan(10, 1, 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("events: 10 is not allowed; allowed is 1,000 or more");
        assertThatThrownBy(() -> new LoadPlan(1_000_000, 1_000_000, 1, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1,000,000 events are too few to introduce 1,000,000 customers");
    }
}
