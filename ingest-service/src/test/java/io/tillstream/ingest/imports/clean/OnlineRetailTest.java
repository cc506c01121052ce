package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.ingest.imports.clean.CleaningOptions.Cancellations;
import io.tillstream.ingest.imports.clean.Tables.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/** The public Online Retail data and the answers that other tools give for it. */
class OnlineRetailTest {

    @TempDir
    Path folder;

    @Test
    void shouldGiveThePublishedAnswersForTheWholeFile() throws Exception {
        Outcome outcome = Tables.run(SharedData.onlineRetail("online_retail.csv.xz"), Tables.options());
        CleaningReport report = outcome.report();

        assertThat(report.rows()).isEqualTo(541_909);
        assertThat(report.steps())
                .extracting(CleaningReport.StepResult::removed)
                .containsExactly(0L, 135_080L, 8_905L, 40L, 5_192L, 0L, 0L);
        assertThat(report.steps())
                .extracting(CleaningReport.StepResult::left)
                .containsExactly(541_909L, 406_829L, 397_924L, 397_884L, 392_692L, 392_692L, 392_692L);
        assertThat(report.lines()).isEqualTo(392_692);
        assertThat(report.customers()).isEqualTo(4_338);
        assertThat(report.orders()).isEqualTo(18_532);
        assertThat(report.products()).isEqualTo(3_665);
        assertThat(report.countries()).isEqualTo(37);
        assertThat(report.units()).isEqualTo(5_152_002);
        assertThat(report.revenue()).isEqualByComparingTo("8887208.894");
        assertThat(report.firstAt()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
        assertThat(report.lastAt()).isEqualTo(Instant.parse("2011-12-09T12:50:00Z"));
        assertThat(report.format()).isEqualTo("csv.xz");
        assertThat(report.encoding()).isEqualTo("UTF-8");
        assertThat(report.dateFormat()).isEqualTo("yyyy-MM-dd HH:mm:ss");
        assertThat(report.notes()).isEmpty();
        assertThat(outcome.events()).hasSize(18_532);
        assertThat(outcome.events().stream()
                        .map(event -> event.envelope().eventId())
                        .distinct())
                .hasSize(18_532);
        assertThat(outcome.events().stream()
                        .map(CommerceEvent.Purchase.class::cast)
                        .mapToLong(CommerceEvent.Purchase::grossMicros)
                        .sum())
                .isEqualTo(8_887_208_894_000L);
        assertThat(outcome.events().stream()
                        .map(CommerceEvent.Purchase.class::cast)
                        .filter(order -> order.key().equals("14646"))
                        .mapToLong(CommerceEvent.Purchase::grossMicros)
                        .sum())
                .isEqualTo(280_206_020_000L);
    }

    @Test
    void shouldTurnCancelledInvoicesIntoRefundsWhenAsked() throws Exception {
        Outcome outcome = Tables.run(
                SharedData.onlineRetail("online_retail.csv.xz"), Tables.withCancellations(Cancellations.REFUND));

        assertThat(outcome.report().orders()).isEqualTo(18_532);
        assertThat(outcome.report().revenue()).isEqualByComparingTo("8887208.894");
        assertThat(outcome.report().refunds()).isEqualTo(3_654);
        assertThat(outcome.report().refundLines()).isEqualTo(8_872);
        assertThat(outcome.report().refunded()).isEqualByComparingTo("608689.47");
        assertThat(outcome.events().stream()
                        .filter(CommerceEvent.Refund.class::isInstance)
                        .map(CommerceEvent.Refund.class::cast)
                        .mapToLong(CommerceEvent.Refund::amountMicros)
                        .sum())
                .isEqualTo(outcome.report().refunded().movePointRight(6).longValueExact());
    }

    @Test
    void shouldReadTheWorkbookAsTheSameTable() throws Exception {
        Path workbook = SharedData.onlineRetail("online_retail_first_10000_rows.xlsx");
        Outcome fromWorkbook = Tables.run(workbook, Tables.options());
        Outcome fromText = Tables.run(firstRowsAsText(10_000), Tables.options());

        assertThat(fromWorkbook.report().rows()).isEqualTo(10_000);
        assertThat(fromWorkbook.report().format()).isEqualTo("xlsx");
        assertThat(fromWorkbook.report().sheet()).isEqualTo("Online Retail");
        assertThat(fromWorkbook.report().steps()).isEqualTo(fromText.report().steps());
        assertThat(fromWorkbook.report().revenue()).isEqualTo(fromText.report().revenue());
        assertThat(fromWorkbook.events()).isNotEmpty().isEqualTo(fromText.events());
    }

    @Test
    void shouldReadTheLatinSampleWithMonthFirstDates() throws Exception {
        Outcome outcome = Tables.run(
                SharedData.onlineRetail("online_retail_sample_kaggle_format_latin1.csv.gz"), Tables.options());

        assertThat(outcome.report().rows()).isEqualTo(4_982);
        assertThat(outcome.report().format()).isEqualTo("csv.gz");
        assertThat(outcome.report().encoding()).isEqualTo("windows-1252");
        assertThat(outcome.report().dateFormat()).isEqualTo("M/D/YYYY H:MM");
        assertThat(outcome.report().steps())
                .extracting(CleaningReport.StepResult::left)
                .containsExactly(4_982L, 3_745L, 3_675L, 3_675L, 3_596L, 3_596L, 3_596L);
        assertThat(outcome.report().orders()).isEqualTo(243);
        assertThat(outcome.report().revenue()).isEqualByComparingTo("89492.71");
        assertThat(outcome.report().firstAt()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
    }

    private Path firstRowsAsText(int rows) throws IOException {
        Path whole = SharedData.onlineRetail("online_retail.csv.xz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new XZInputStream(Files.newInputStream(whole)), StandardCharsets.UTF_8))) {
            return Files.writeString(
                    folder.resolve("first.csv"), reader.lines().limit(rows + 1L).collect(Collectors.joining("\n")));
        }
    }
}
