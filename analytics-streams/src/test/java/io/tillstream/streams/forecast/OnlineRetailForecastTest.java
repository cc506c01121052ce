package io.tillstream.streams.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/** The last four weeks of Online Retail (UCI 352), cleaned as an import cleans it. */
class OnlineRetailForecastTest {

    @Test
    void shouldBeatTheWeekBeforeOnTheLastFourWeeks() throws IOException {
        ForecastCheck check = ForecastCheck.of(sales());
        // the week before missed by 14,618 a day, counted without this program
        assertThat(check.naiveError()).isCloseTo(14_618, within(1.0));
        assertThat(check.scale()).isCloseTo(9_680, within(1.0));
        assertThat(check.error() / check.naiveError()).isCloseTo(0.77, within(0.01));
        // one day sold four times as much as the others: a great error in the scale of quieter months
        assertThat(check.error() / check.scale()).isCloseTo(1.17, within(0.01));
        assertThat(check.metrics().get("mase_without_worst_day")).isCloseTo(0.66, within(0.01));
        assertThat(check.sentence()).contains("not below 1; without 2011-12-09");
        assertThat(check.covered()).isCloseTo(25 / 28.0, within(1e-9));
    }

    private static DailySales sales() throws IOException {
        String folder = System.getenv("TILLSTREAM_DATA");
        Path file = (folder == null ? Path.of("..", "..", "shared", "data") : Path.of(folder))
                .resolve("online-retail/online_retail.csv.xz");
        assumeTrue(Files.exists(file), "no " + file);
        TreeMap<LocalDate, Double> days = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new XZInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // the description may hold commas; the five columns behind it do not
                String[] columns = line.split(",", -1);
                int last = columns.length - 1;
                double quantity = Double.parseDouble(columns[last - 4]);
                double price = Double.parseDouble(columns[last - 2]);
                boolean sold = !columns[last - 1].isEmpty() && !line.startsWith("C") && quantity > 0 && price > 0;
                if (sold && seen.add(line)) {
                    days.merge(LocalDate.parse(columns[last - 3].substring(0, 10)), quantity * price, Double::sum);
                }
            }
        }
        int first = (int) days.firstKey().toEpochDay();
        double[] gross = new double[(int) days.lastKey().toEpochDay() - first + 1];
        days.forEach((day, sum) -> gross[(int) day.toEpochDay() - first] = sum);
        return new DailySales(first, gross);
    }
}
