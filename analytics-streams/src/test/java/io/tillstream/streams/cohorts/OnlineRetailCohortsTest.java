package io.tillstream.streams.cohorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.time.BusinessTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/** Online Retail (UCI 352), cleaned as an import cleans it. The expected figures were counted by a Python script that shares nothing with this program. */
class OnlineRetailCohortsTest {

    private static final YearMonth FIRST = YearMonth.of(2010, 12);

    private record Invoice(String customer, String at, String country, BigDecimal amount) {
        Invoice with(String otherAt, BigDecimal more) {
            return new Invoice(customer, otherAt.compareTo(at) < 0 ? otherAt : at, country, amount.add(more));
        }
    }

    @Test
    void shouldFindTheMatrixOfOnlineRetail() throws IOException {
        CohortShop shop = new CohortShop(BusinessTime.UTC);
        for (Invoice invoice : invoices()) {
            String at = invoice.at.replace(' ', 'T') + "Z";
            long micros = invoice.amount.movePointRight(6).longValueExact();
            shop.buy(invoice.customer, at, micros, "web", "unknown", invoice.country);
        }
        Map<String, CohortCell> cells = shop.cohorts();
        assertThat(row(cells, FIRST, 13).map(cell -> (int) cell.customers()))
                .containsExactly(885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235);
        assertThat(row(cells, FIRST, 13).map(cell -> (int) cell.orders()))
                .containsExactly(1400, 517, 458, 582, 504, 651, 572, 547, 538, 641, 628, 945, 335);
        assertThat(row(cells, FIRST.plusMonths(1), 12).map(cell -> (int) cell.customers()))
                .containsExactly(417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49);
        assertThat(row(cells, FIRST.plusMonths(12), 1).map(cell -> (int) cell.customers()))
                .containsExactly(41);
        assertThat(cell(cells, FIRST, 0).revenueMicros()).isEqualTo(570_422_730_000L);
        assertThat(cell(cells, FIRST, 12).revenueMicros()).isEqualTo(185_360_970_000L);
        assertThat(cells.values().stream()
                        .filter(cell -> cell.dimension().equals("total"))
                        .mapToLong(CohortCell::revenueMicros)
                        .sum())
                .isEqualTo(8_887_208_894_000L);
        assertThat(List.of(
                        month(shop, "2011-01"),
                        month(shop, "2011-03"),
                        month(shop, "2011-06"),
                        month(shop, "2011-09"),
                        month(shop, "2011-12")))
                .containsExactly(
                        "741 417 324 0 324 0 0",
                        "974 452 471 51 290 0 0",
                        "991 242 595 154 410 759 114",
                        "1266 299 656 311 425 1394 239",
                        "615 41 490 84 371 1457 82");
    }

    private static Stream<CohortCell> row(Map<String, CohortCell> cells, YearMonth cohort, int months) {
        return IntStream.range(0, months).mapToObj(since -> cell(cells, cohort, since));
    }

    private static CohortCell cell(Map<String, CohortCell> cells, YearMonth cohort, int since) {
        CohortCell cell = cells.get(cohort + "|" + cohort.plusMonths(since) + "|total|all");
        assertThat(cell).isNotNull();
        return cell;
    }

    /** A month's counts, with those who have lapsed at its start instead of those who lapse with it. */
    private static String month(CohortShop shop, String name) {
        Map<String, RetentionCell> months = shop.months();
        RetentionCell own = months.get(name);
        assertThat(own).isNotNull();
        long lapsed = own.lapsing();
        for (RetentionCell other : months.values()) {
            lapsed += other.month().isBefore(own.month()) ? other.lapsing() - other.wonBack() : 0;
        }
        return own.customers() + " " + own.newCustomers() + " " + own.returning() + " " + own.reactivated() + " "
                + own.retained() + " " + lapsed + " " + own.wonBack();
    }

    private static Iterable<Invoice> invoices() throws IOException {
        String folder = System.getenv("TILLSTREAM_DATA");
        Path file = (folder == null ? Path.of("..", "..", "shared", "data") : Path.of(folder))
                .resolve("online-retail/online_retail.csv.xz");
        assumeTrue(Files.exists(file), "no " + file);
        Map<String, Invoice> invoices = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new XZInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // the description may hold commas; the five columns behind it do not
                String[] columns = line.split(",", -1);
                int last = columns.length - 1;
                int quantity = Integer.parseInt(columns[last - 4]);
                BigDecimal price = new BigDecimal(columns[last - 2]);
                boolean sold =
                        !columns[last - 1].isEmpty() && !line.startsWith("C") && quantity > 0 && price.signum() > 0;
                if (sold && seen.add(line)) {
                    BigDecimal amount = price.multiply(BigDecimal.valueOf(quantity));
                    String at = columns[last - 3];
                    invoices.compute(
                            columns[0],
                            (number, known) -> known == null
                                    ? new Invoice(columns[last - 1], at, columns[last], amount)
                                    : known.with(at, amount));
                }
            }
        }
        return invoices.values();
    }
}
