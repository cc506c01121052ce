package io.tillstream.benchmarks.models;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.training.TrainingSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** The orders of the Online Retail data (UCI 352), cleaned as an import cleans them. */
final class OnlineRetail {

    private static final int HORIZON_DAYS = 90;
    private static final int MOST_CUSTOMERS = 20_000;

    private OnlineRetail() {}

    /** An invoice in the making. */
    private record Invoice(String customer, Instant at, List<Item> items) {}

    static TrainingSession read(Path file) throws IOException {
        Map<String, Invoice> invoices = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line, seen, invoices);
            }
        }
        List<Map.Entry<String, Invoice>> sorted = new ArrayList<>(invoices.entrySet());
        sorted.sort(Comparator.comparing(entry -> entry.getValue().at()));
        Instant newest = sorted.getLast().getValue().at();
        TrainingSession session = new TrainingSession(new TrainingSession.Settings(
                BusinessTime.UTC, newest, newest.plus(Duration.ofDays(1)), MOST_CUSTOMERS, HORIZON_DAYS, 4));
        for (Map.Entry<String, Invoice> entry : sorted) {
            Invoice invoice = entry.getValue();
            CommerceEvent event = new CommerceEvent.Purchase(
                    new Envelope(
                            "i-" + entry.getKey(),
                            invoice.customer(),
                            null,
                            null,
                            invoice.at(),
                            "GBP",
                            Context.UNKNOWN,
                            Map.of()),
                    entry.getKey(),
                    null,
                    invoice.items());
            session.sample()
                    .accept(
                            event.key(),
                            Spread.hash(event.key()),
                            event,
                            invoice.at().toEpochMilli());
        }
        session.sample().finish();
        return session;
    }

    private static void take(String line, Set<String> seen, Map<String, Invoice> invoices) {
        // the description may hold commas; the five columns behind it do not
        String[] columns = line.split(",", -1);
        int last = columns.length - 1;
        int quantity = Integer.parseInt(columns[last - 4]);
        BigDecimal price = new BigDecimal(columns[last - 2]);
        boolean sold = !columns[last - 1].isEmpty() && !line.startsWith("C") && quantity > 0 && price.signum() > 0;
        if (!sold || !seen.add(line)) {
            return;
        }
        Instant at = Instant.parse(columns[last - 3].replace(' ', 'T') + "Z");
        invoices.computeIfAbsent(columns[0], number -> new Invoice(columns[last - 1], at, new ArrayList<>()))
                .items()
                .add(new Item(
                        columns[1], null, null, null, price.movePointRight(6).longValueExact(), quantity, 0, null));
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        String name = file.toString();
        if (name.endsWith(".xz")) {
            return new XZInputStream(raw);
        }
        return name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    }
}
