package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.ingest.imports.clean.CleaningOptions.Cancellations;
import io.tillstream.ingest.imports.source.SourceLimits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs tables through an import without a service around it. */
final class Tables {

    static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    static final Instant LATEST = Instant.parse("2026-01-01T00:00:00Z");

    private static final Progress SILENT = new Progress() {
        @Override
        public void read(long rows, long bytes) {}

        @Override
        public void assembled(long lines, long ofLines) {}
    };

    private Tables() {}

    /** What an import gave. */
    record Outcome(CleaningReport report, List<CommerceEvent> events) {

        CleaningReport.StepResult step(Step step) {
            return report.steps().get(step.ordinal());
        }
    }

    static CleaningOptions options() {
        return new CleaningOptions(Map.of(), null, null, false, null, ZoneOffset.UTC, "USD", LATEST, 10_000_000);
    }

    static CleaningOptions withMapping(Map<String, String> mapping) {
        return new CleaningOptions(mapping, null, null, false, null, ZoneOffset.UTC, "USD", LATEST, 10_000_000);
    }

    static CleaningOptions withAction(Action action, Map<String, String> mapping) {
        return new CleaningOptions(mapping, action, null, false, null, ZoneOffset.UTC, "USD", LATEST, 10_000_000);
    }

    static CleaningOptions withDateFormat(String format) {
        return new CleaningOptions(Map.of(), null, format, false, null, ZoneOffset.UTC, "USD", LATEST, 10_000_000);
    }

    static CleaningOptions withCancellations(Cancellations cancellations) {
        return new CleaningOptions(
                Map.of(), null, null, false, cancellations, ZoneOffset.UTC, "USD", LATEST, 10_000_000);
    }

    static CleaningOptions inZone(ZoneId zone) {
        return new CleaningOptions(Map.of(), null, null, false, null, zone, "USD", LATEST, 10_000_000);
    }

    static CleaningOptions withoutOutliers() {
        return new CleaningOptions(Map.of(), null, null, true, null, ZoneOffset.UTC, "USD", LATEST, 10_000_000);
    }

    static Outcome run(Path file, CleaningOptions options) throws IOException, InterruptedException {
        return run(file, null, null, options);
    }

    static Outcome run(Path file, @Nullable Charset encoding, @Nullable String sheet, CleaningOptions options)
            throws IOException, InterruptedException {
        List<CommerceEvent> events = new ArrayList<>();
        Path lines = Files.createTempFile("lines", ".bin");
        CleaningReport report =
                new TableImport(file, encoding, sheet, SourceLimits.DEFAULT, options).run(lines, events::add, SILENT);
        return new Outcome(report, events);
    }

    static Outcome run(Path folder, String text, CleaningOptions options) throws IOException, InterruptedException {
        return run(Files.write(folder.resolve("table.csv"), text.getBytes(StandardCharsets.UTF_8)), options);
    }
}
