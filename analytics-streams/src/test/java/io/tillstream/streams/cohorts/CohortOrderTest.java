package io.tillstream.streams.cohorts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.time.BusinessTime;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and refunds in any order, against the definitions read out over the sorted list. */
class CohortOrderTest {

    private static final LocalDate START = LocalDate.of(2021, 11, 1);
    private static final int DAYS = 900;

    private record Order(String customer, LocalDate day, int second, long micros, String channel) {}

    private final List<Order> orders = new ArrayList<>();
    private final List<Order> refunds = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldCountByTheDefinitionsWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        CohortShop shop = new CohortShop(BusinessTime.UTC);
        for (int i = 0; i < 1_500; i++) {
            LocalDate day = START.plusDays(random.nextInt(DAYS));
            String channel = random.nextBoolean() ? "web" : "app";
            Order order = new Order("c-" + random.nextInt(120), day, i, 1 + random.nextInt(1_000), channel);
            boolean refund = random.nextInt(8) == 0;
            (refund ? refunds : orders).add(order);
            String at =
                    day.atTime(0, 0).plusSeconds(i).toInstant(ZoneOffset.UTC).toString();
            if (refund) {
                shop.refund(order.customer, at, order.micros);
            } else {
                shop.buy(order.customer, at, order.micros, channel, "Books", "DE");
            }
        }
        assertThat(shop.cohorts().values().stream()
                        .filter(cell -> !cell.dimension().equals("category")
                                && !cell.dimension().equals("country"))
                        .collect(Collectors.toMap(
                                cell -> key(cell.cohort(), cell.month(), cell.value()),
                                cell -> cell.customers() + " " + cell.orders() + " " + cell.revenueMicros())))
                .isEqualTo(cohortsByDefinition());
        Map<String, RetentionCell> months = shop.months();
        long lapsed = 0;
        for (YearMonth month = YearMonth.from(START);
                month.isBefore(YearMonth.from(START).plusMonths(36));
                month = month.plusMonths(1)) {
            RetentionCell cell = months.get(month.toString());
            lapsed += cell == null ? 0 : cell.lapsing();
            assertThat(describe(cell, lapsed)).as(month.toString()).isEqualTo(byDefinition(month));
            lapsed -= cell == null ? 0 : cell.wonBack();
        }
    }

    private static String describe(@Nullable RetentionCell cell, long lapsed) {
        return cell == null
                ? "0 0 0 0 0 " + lapsed + " 0"
                : cell.customers() + " " + cell.newCustomers() + " " + cell.returning() + " " + cell.reactivated() + " "
                        + cell.retained() + " " + lapsed + " " + cell.wonBack();
    }

    private static String key(YearMonth cohort, YearMonth month, String value) {
        return cohort + " " + month + " " + value;
    }

    private Map<String, List<Order>> byCustomer(List<Order> list) {
        return list.stream().collect(Collectors.groupingBy(Order::customer));
    }

    private Map<String, String> cohortsByDefinition() {
        Map<String, long[]> cells = new TreeMap<>();
        byCustomer(orders).forEach((customer, own) -> {
            Order first = own.stream()
                    .min((a, b) -> a.day.equals(b.day) ? a.second - b.second : a.day.compareTo(b.day))
                    .orElseThrow();
            YearMonth cohort = YearMonth.from(first.day);
            for (String value : List.of("all", first.channel)) {
                own.stream()
                        .map(order -> YearMonth.from(order.day))
                        .distinct()
                        .forEach(month -> cell(cells, key(cohort, month, value))[0]++);
                for (Order order : own) {
                    long[] cell = cell(cells, key(cohort, YearMonth.from(order.day), value));
                    cell[1]++;
                    cell[2] += order.micros;
                }
                for (Order refund : byCustomer(refunds).getOrDefault(customer, List.of())) {
                    YearMonth month = YearMonth.from(refund.day);
                    cell(cells, key(cohort, month.isBefore(cohort) ? cohort : month, value))[2] -= refund.micros;
                }
            }
        });
        return cells.entrySet().stream()
                .filter(cell -> cell.getValue()[0] != 0 || cell.getValue()[2] != 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        cell -> cell.getValue()[0] + " " + cell.getValue()[1] + " " + cell.getValue()[2]));
    }

    private static long[] cell(Map<String, long[]> cells, String key) {
        return cells.computeIfAbsent(key, unused -> new long[3]);
    }

    private String byDefinition(YearMonth month) {
        LocalDate start = month.atDay(1);
        long[] counts = new long[7];
        byCustomer(orders).values().forEach(own -> {
            TreeSet<LocalDate> days = own.stream().map(Order::day).collect(Collectors.toCollection(TreeSet::new));
            LocalDate before = days.lower(start);
            LocalDate inMonth = days.ceiling(start);
            boolean bought = inMonth != null && !inMonth.isAfter(month.atEndOfMonth());
            boolean lapsed = before != null && before.isBefore(start.minusDays(90));
            counts[5] += lapsed ? 1 : 0;
            if (bought) {
                counts[0]++;
                counts[before == null ? 1 : ChronoUnit.DAYS.between(before, inMonth) > 90 ? 3 : 2]++;
                counts[4] += before != null && YearMonth.from(before).equals(month.minusMonths(1)) ? 1 : 0;
                counts[6] += lapsed ? 1 : 0;
            }
        });
        return Arrays.stream(counts).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
