package io.tillstream.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.query.support.PatternRows;
import io.tillstream.query.support.Plain;
import io.tillstream.query.support.Tables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** Exports of many rows: the service holds a few of them at a time, and waits for a client that is slow. */
abstract class ExportQuestions {

    private static final int ROWS = 200_000;
    private static final long MEGABYTE = 1 << 20;
    private static final long FLAT = 48 * MEGABYTE;

    @Test
    void shouldExportManyCustomersInFlatMemory() throws Exception {
        Tables.execute(List.of(
                "INSERT INTO customers (customer_id, first_seen_at, last_seen_at, orders, units, net_micros, recency_days, segment, fresh_through)"
                        + " SELECT 'customer-' || lpad(i::text, 9, '0'), timestamptz '2024-01-01T10:00:00Z', now(), 1 + i % 10, 3,"
                        + " i * 10000::bigint, 7, 'Loyal', now() FROM generate_series(1, " + ROWS + ") AS i"));
        try {
            linesWhileTheClientIsSlow();
            workbook();
        } finally {
            PatternRows.remove();
        }
    }

    /** The first line is read, then nothing until the database waits for the service, which waits for this client. */
    private static void linesWhileTheClientIsSlow() throws Exception {
        long before = heap();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                get("/api/v1/customers?format=ndjson&sort=customer_id"), StandardCharsets.UTF_8))) {
            String first = String.valueOf(lines.readLine());
            assertThat(first).startsWith("{\"customer_id\":\"customer-000000001\"");
            String[] since = {""};
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        String now = waitingSince();
                        boolean stands = !now.isEmpty() && now.equals(since[0]);
                        since[0] = now;
                        return stands;
                    });
            assertThat(heap() - before).as("heap while the client waits").isLessThan(FLAT);
            long count = 1;
            long characters = first.length();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                characters += line.length();
                if (count % (ROWS / 2) == 0) {
                    assertThat(heap() - before).as("heap after %s rows", count).isLessThan(FLAT);
                }
            }
            assertThat(count).isEqualTo(ROWS);
            assertThat(characters).as("more than may be held").isGreaterThan(2 * FLAT);
        }
    }

    private static String waitingSince() throws Exception {
        return Tables.text("SELECT coalesce(max(state_change)::text, '') FROM pg_stat_activity"
                + " WHERE state = 'idle in transaction' AND query LIKE '%FROM customers%'");
    }

    private static void workbook() throws Exception {
        Path file = Files.createTempFile("customers", ".xlsx");
        long before = heap();
        try (InputStream body =
                get("/api/v1/customers?format=xlsx&sort=customer_id&fields=customer_id,net,first_seen_at")) {
            Files.write(file, body.readAllBytes());
        }
        assertThat(heap() - before).isLessThan(FLAT);
        try (InputStream in = Files.newInputStream(file);
                ReadableWorkbook book = new ReadableWorkbook(in);
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            assertThat(rows.skip(1)
                            .peek(row -> assertThat(row.getCellAsNumber(1)).isPresent())
                            .count())
                    .isEqualTo(ROWS);
        } finally {
            Files.delete(file);
        }
    }

    private static InputStream get(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = Plain.get(path, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Bytes in use when nothing else is left to throw away. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
