package io.tillstream.streams.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillstream.contracts.output.ModelCard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The published figures of the CDNOW sample: Fader, Hardie, Lee (2005) and Fader, Hardie (2013). */
class CdnowTest {

    private static final LocalDate END = LocalDate.parse("1997-09-30");

    @Test
    void shouldFitThePublishedBuyingModel() throws IOException {
        List<RepeatBuying> customers = new ArrayList<>();
        for (String line : lines("cdnow/cdnow_customers_summary.csv.gz").subList(1, 2358)) {
            String[] columns = line.split(",", -1);
            customers.add(new RepeatBuying(
                    Integer.parseInt(columns[1]), Double.parseDouble(columns[2]), Double.parseDouble(columns[3])));
        }
        BgNbdFit.Fitted fitted = BgNbdFit.fit(customers);
        assertThat(fitted.customers()).isEqualTo(2_357);
        assertThat(fitted.model().r()).isCloseTo(0.243, within(1e-3));
        assertThat(fitted.model().alpha()).isCloseTo(4.414, within(1e-3));
        assertThat(fitted.model().a()).isCloseTo(0.793, within(1e-3));
        assertThat(fitted.model().b()).isCloseTo(2.426, within(1e-3));
        assertThat(fitted.logLikelihood()).isCloseTo(-9582.4, within(0.05));
        assertThat(fitted.model().expectedRepeats(new RepeatBuying(2, 30.43, 38.86), 39))
                .isCloseTo(1.226, within(1e-3));
    }

    @Test
    void shouldFitThePublishedSpendingModel() throws IOException {
        List<GammaGammaFit.Spend> spends = new ArrayList<>();
        for (TreeMap<LocalDate, Double> days : purchaseDays().values()) {
            var repeats = days.tailMap(days.firstKey(), false).headMap(END, true);
            double sum =
                    repeats.values().stream().mapToDouble(Double::doubleValue).sum();
            if (!repeats.isEmpty() && sum > 0) {
                spends.add(new GammaGammaFit.Spend(repeats.size(), sum / repeats.size()));
            }
        }
        GammaGamma model = GammaGammaFit.fit(spends).model();
        assertThat(spends).hasSize(946);
        assertThat(model.p()).isCloseTo(6.25, within(0.005));
        assertThat(model.q()).isCloseTo(3.74, within(0.005));
        assertThat(model.gamma()).isCloseTo(15.44, within(0.01));
    }

    @Test
    void shouldForetellTheLastHalfYear() throws IOException {
        List<BuyerHistory> buyers = new ArrayList<>();
        for (TreeMap<LocalDate, Double> days : purchaseDays().values()) {
            BuyerHistory buyer = new BuyerHistory();
            days.forEach((day, value) -> buyer.add((int) day.toEpochDay(), value));
            buyers.add(buyer);
        }
        int asOf = (int) LocalDate.parse("1998-07-01").toEpochDay();
        ModelCard card =
                ((ValueTraining.Trained) ValueTraining.train(buyers, asOf, Instant.EPOCH, Instant.EPOCH)).card();
        assertThat(card.holdout()).isEqualTo(2_357);
        assertThat(card.metrics().get("orders_total_bias")).isCloseTo(0.016, within(0.001));
        assertThat(card.metrics().get("total_bias")).isCloseTo(0.006, within(0.001));
        assertThat(card.metrics().get("mae")).isCloseTo(19.88, within(0.01));
        Map<String, Double> baseline = card.baselines().getOrDefault("same_as_so_far", Map.of());
        assertThat(baseline.get("mae")).isCloseTo(36.81, within(0.01));
        assertThat(baseline.get("orders_total_bias")).isCloseTo(1.409, within(0.001));
    }

    private static Map<String, TreeMap<LocalDate, Double>> purchaseDays() throws IOException {
        Map<String, TreeMap<LocalDate, Double>> customers = new HashMap<>();
        for (String line : lines("cdnow/CDNOW_sample.txt.gz")) {
            String[] columns = line.strip().split("\\s+", -1);
            LocalDate day = LocalDate.parse(columns[2], DateTimeFormatter.BASIC_ISO_DATE);
            customers
                    .computeIfAbsent(columns[0], id -> new TreeMap<>())
                    .merge(day, Double.parseDouble(columns[4]), Double::sum);
        }
        return customers;
    }

    private static List<String> lines(String file) throws IOException {
        String folder = System.getenv("TILLSTREAM_DATA");
        Path path = (folder == null ? Path.of("..", "..", "shared", "data") : Path.of(folder)).resolve(file);
        assumeTrue(Files.exists(path), "no " + file);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
