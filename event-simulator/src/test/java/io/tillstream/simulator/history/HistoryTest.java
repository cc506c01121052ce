package io.tillstream.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventRecords;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final List<CommerceEvent> EVENTS = Shops.events(Shops.byDefault());

    private static long count(Action action) {
        return EVENTS.stream().filter(event -> event.action() == action).count();
    }

    @Test
    void shouldGiveTheSameEventsForTheSameSeedAndEnd() throws Exception {
        assertThat(fingerprint(Shops.byDefault())).isEqualTo(fingerprint(Shops.byDefault()));
        assertThat(fingerprint(new Shop(Shops.settings(43, 1000, Period.ofMonths(18)), Shops.END)))
                .isNotEqualTo(fingerprint(Shops.byDefault()));
    }

    private static String fingerprint(Shop shop) throws Exception {
        EventWriter writer = new EventWriter();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        History history = new History(shop);
        for (int i = 0; i < 50_000; i++) {
            CommerceEvent event = history.next();
            if (event == null) {
                throw new IllegalStateException("only " + i + " events");
            }
            digest.update(writer.writeWithPersonalData(event));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void shouldPassAllTheRulesForEvents() throws Exception {
        EventWriter writer = new EventWriter();
        EventReader reader = new EventReader("USD");
        for (CommerceEvent event : EVENTS) {
            assertThat(reader.read(writer.writeWithPersonalData(event), Shops.END))
                    .isEqualTo(event);
        }
        assertThat(EVENTS).hasSizeBetween(300_000, 600_000);
    }

    @Test
    void shouldRunInTheOrderOfTimeAndNeverUseAnIdTwice() {
        Set<String> ids = new HashSet<>();
        Instant last = Instant.MIN;
        for (CommerceEvent event : EVENTS) {
            if (event.timestamp().isBefore(last) || !event.timestamp().isBefore(Shops.END)) {
                assertThat(event.timestamp()).isBetween(last, Shops.END);
            }
            last = event.timestamp();
            ids.add(event.envelope().eventId());
        }
        assertThat(ids).hasSameSizeAs(EVENTS);
        Set<String> orders = new HashSet<>();
        EVENTS.stream()
                .filter(CommerceEvent.Purchase.class::isInstance)
                .forEach(event -> orders.add(((CommerceEvent.Purchase) event).orderId()));
        assertThat((long) orders.size()).isEqualTo(count(Action.PURCHASE));
    }

    @Test
    void shouldIntroduceEveryCustomerBeforeAnythingElse() {
        Set<String> known = new HashSet<>();
        for (CommerceEvent event : EVENTS) {
            String customer = event.envelope().customerId();
            if (event instanceof CommerceEvent.Identify identify) {
                assertThat(known.add(event.key())).isTrue();
                assertThat(identify.details().registeredAt()).isBeforeOrEqualTo(event.timestamp());
            } else if (customer != null && !known.contains(customer)) {
                assertThat(known).contains(customer);
            }
        }
        assertThat(known).hasSize(1000);
        assertThat(EVENTS.subList(0, 100)).allMatch(CommerceEvent.ProductUpdated.class::isInstance);
    }

    @Test
    void shouldKeepPersonalDataOffTheEventTopic() {
        EventRecords records = new EventRecords();
        for (CommerceEvent event : EVENTS.subList(0, 20_000)) {
            records.of(event).stream()
                    .filter(each -> each.topic().equals(TopicCatalogue.EVENTS.name()))
                    .forEach(each -> assertThat(new String(each.value(), StandardCharsets.UTF_8))
                            .doesNotContain("@example.com", "-555-01"));
        }
    }

    @Test
    void shouldConvertAndAbandonAsShopsDo() {
        Map<String, List<CommerceEvent>> sessions = EVENTS.stream()
                .filter(event ->
                        event.envelope().sessionId() != null && event.envelope().customerId() != null)
                .collect(Collectors.groupingBy(
                        event -> String.valueOf(event.envelope().sessionId())));
        long withOrder = sessions.values().stream().filter(HistoryTest::ordered).count();
        long withCart = sessions.values().stream().filter(HistoryTest::filled).count();
        long cartOrdered = sessions.values().stream()
                .filter(HistoryTest::filled)
                .filter(HistoryTest::ordered)
                .count();
        // visits of known customers convert at several times the 2 to 3 % of all traffic
        assertThat(withOrder / (double) sessions.size()).isBetween(0.06, 0.12);
        // the mean of 50 studies is 70.2 % (Baymard Institute), the studies lie between 57 and 84 %
        assertThat(1 - cartOrdered / (double) withCart).isBetween(0.64, 0.76);
    }

    private static boolean ordered(List<CommerceEvent> session) {
        return session.stream().anyMatch(event -> event.action() == Action.PURCHASE);
    }

    private static boolean filled(List<CommerceEvent> session) {
        return session.stream().anyMatch(event -> event.action() == Action.ADD_TO_CART);
    }

    @Test
    void shouldHaveAFewCustomersWhoBuyMuchAndSomeWhoNeverDo() {
        Map<String, Integer> orders = new HashMap<>();
        EVENTS.stream()
                .filter(event -> event.action() == Action.PURCHASE)
                .forEach(event -> orders.merge(event.key(), 1, Integer::sum));
        assertThat(orders.size()).isBetween(700, 980);
        List<Integer> descending =
                orders.values().stream().sorted((a, b) -> b - a).toList();
        int top =
                descending.subList(0, 200).stream().mapToInt(Integer::intValue).sum();
        // a fifth of the customers make about half of the orders
        assertThat(top / (double) count(Action.PURCHASE)).isBetween(0.40, 0.70);
        assertThat(descending.getFirst()).isLessThan(200);
    }

    @Test
    void shouldPeakInTheEveningAndBeforeChristmas() {
        long[] byHour = new long[24];
        Map<String, Long> byMonth = new HashMap<>();
        for (CommerceEvent event : EVENTS) {
            if (event.action() == Action.PURCHASE) {
                byHour[event.timestamp().atZone(ZoneOffset.UTC).getHour()]++;
                byMonth.merge(event.timestamp().toString().substring(0, 7), 1L, Long::sum);
            }
        }
        assertThat(byHour[20] + byHour[21]).isGreaterThan(5 * (byHour[3] + byHour[4]));
        assertThat(byMonth.get("2025-11")).isGreaterThan(byMonth.getOrDefault("2025-08", 0L) * 5 / 4);
    }

    @Test
    void shouldRefundAFewOrdersAfterSomeDaysAndNeverMoreThanTheyCost() {
        Map<String, CommerceEvent.Purchase> orders = new HashMap<>();
        for (CommerceEvent event : EVENTS) {
            if (event instanceof CommerceEvent.Purchase purchase) {
                orders.put(purchase.orderId(), purchase);
            } else if (event instanceof CommerceEvent.Refund refund) {
                CommerceEvent.Purchase order = orders.get(refund.orderId());
                assertThat(order).isNotNull();
                assertThat(refund.amountMicros()).isBetween(1L, order.grossMicros());
                assertThat(refund.timestamp()).isAfter(order.timestamp().plusSeconds(20 * 3600 - 1));
                assertThat(refund.key()).isEqualTo(order.key());
                assertThat(order.items()).containsAll(refund.items());
            }
        }
        assertThat(count(Action.REFUND) / (double) count(Action.PURCHASE)).isCloseTo(0.05, within(0.012));
    }

    @Test
    void shouldRecoverSomeCartsWithinAWeek() {
        Map<String, Instant> abandoned = new HashMap<>();
        int recovered = 0;
        for (CommerceEvent event : EVENTS) {
            if (event instanceof CommerceEvent.Abandon abandon) {
                abandoned.put(event.key() + abandon.items().getFirst().productId(), event.timestamp());
            } else if (event instanceof CommerceEvent.Purchase purchase) {
                for (Item item : purchase.items()) {
                    Instant at = abandoned.remove(event.key() + item.productId());
                    if (at != null && at.plusSeconds(7 * 86_400).isAfter(event.timestamp())) {
                        recovered++;
                        break;
                    }
                }
            }
        }
        assertThat(recovered / (double) count(Action.ABANDON)).isBetween(0.08, 0.25);
    }

    @Test
    void shouldLeaveOffWhereTheLiveShopBegins() {
        History history = new History(Shops.byDefault());
        double last = 0;
        while (history.next() != null) {
            if (history.progress() < last || history.progress() > 1) {
                assertThat(history.progress()).isBetween(last, 1.0);
            }
            last = history.progress();
        }
        assertThat(history.progress()).isEqualTo(1);
        assertThat(history.next()).isNull();
        assertThat(history.activeCustomers()).hasSizeBetween(400, 900);
        assertThat(history.unfinished()).isNotEmpty().allMatch(visit -> visit.dueAt() >= Shops.END.toEpochMilli());
    }

    @Test
    void shouldIntroduceTheShopEvenWithoutAHistory() {
        List<CommerceEvent> events = Shops.events(new Shop(Shops.settings(42, 50, Period.ZERO), Shops.END));
        assertThat(events.stream().filter(event -> event.action() == Action.IDENTIFY))
                .hasSize(50);
        assertThat(events.stream().filter(event -> event.action() == Action.PRODUCT_UPDATED))
                .hasSize(100);
    }

    @Test
    void shouldNameTheSettingThatIsWrong() {
        assertThatThrownBy(() -> Shops.settings(1, 0, Period.ofMonths(1)))
                .hasMessage("customers: 0 is not allowed; allowed is 1 to 5000000");
        assertThatThrownBy(() -> Shops.settings(1, 1, Period.ofMonths(-1))).hasMessageStartingWith("history: ");
    }
}
