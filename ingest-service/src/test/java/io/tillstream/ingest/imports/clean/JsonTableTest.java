package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.ingest.imports.clean.Tables.Outcome;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.RowSource;
import io.tillstream.ingest.imports.source.RowSources;
import io.tillstream.ingest.imports.source.SourceLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables whose rows are JSON objects. */
class JsonTableTest {

    private static final String ORDERS = """
            {"order_id":"7","customer":{"customer_id":"ann","name":"Ann"},"event_time":"2025-03-01 10:00:00","lines":[
              {"sku":"mug","quantity":2,"unit_price":2.50,"description":"A \\"mug\\", blue"},
              {"sku":"jar","quantity":1,"unit_price":4,"description":null}]}
            {"order_id":"8","customer":{"customer_id":"bob"},"event_time":"2025-03-02 11:30:00","lines":[{"sku":"mug","quantity":1,"unit_price":2.5}],"gift":true}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheEventsThatTheSameTableGives() throws Exception {
        Outcome asJson = Tables.run(folder, ORDERS, Tables.options());
        Outcome asTable = Tables.run(folder, """
                order_id,customer_id,event_time,sku,quantity,unit_price,description
                7,ann,2025-03-01 10:00:00,mug,2,2.50,"A ""mug"", blue"
                7,ann,2025-03-01 10:00:00,jar,1,4,
                8,bob,2025-03-02 11:30:00,mug,1,2.5,
                """, Tables.options());

        assertThat(asJson.events()).hasSize(2).isEqualTo(asTable.events());
        CommerceEvent.Purchase first = (CommerceEvent.Purchase) asJson.events().getFirst();
        assertThat(first.envelope().key()).isEqualTo("ann");
        assertThat(first.items()).hasSize(2);
        assertThat(asJson.report().format()).isEqualTo("ndjson");
    }

    @Test
    void shouldTakeAnArrayOfObjectsAndPackedFiles() throws Exception {
        String array = "[" + ORDERS.strip().replace("}\n{\"order_id\":\"8\"", "},\n{\"order_id\":\"8\"") + "]";
        Path packed = folder.resolve("orders.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(("\uFEFF" + array).getBytes(StandardCharsets.UTF_8));
        }

        Outcome outcome = Tables.run(packed, Tables.options());

        assertThat(outcome.report().format()).isEqualTo("ndjson.gz");
        assertThat(outcome.events())
                .isEqualTo(Tables.run(folder, ORDERS, Tables.options()).events());
    }

    @Test
    void shouldNameColumnsByTheirPathsWhereTwoHaveOneName() throws Exception {
        assertThat(rows("""
                {"id":"1","customer":{"id":"ann","city":"Oslo"},"tags":["a","b",3],"none":[],"lines":[{"id":"x"},{"id":"y","note":"z"}]}
                {"id":"2"}
                """))
                .containsExactly(
                        List.of("id", "customer.id", "city", "tags", "lines.id", "note"),
                        List.of("1", "ann", "Oslo", "a, b, 3", "x", ""),
                        List.of("1", "ann", "Oslo", "a, b, 3", "y", "z"),
                        List.of("2", "", "", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "{\"a\":1} {\"a\":                      | damaged   | no JSON",
                "{\"a\":1} x                            | damaged   | no JSON",
                "{\"a\":1} 5                            | damaged   | is no object",
                "{\"a\":1,\"a\":2}                      | damaged   | stands twice",
                "[{\"a\":1},2]                          | damaged   | is no object",
                "{\"a\":[[1]]}                          | damaged   | arrays within the array a",
                "{\"a\":[{\"x\":1}],\"b\":[{\"x\":1}]}  | damaged   | more than one array, b and another",
                "{\"a\":[{\"b\":[{\"x\":1}]}]}          | damaged   | more than one array",
                "{} {}                                  | empty     | no object with a field",
            })
    void shouldRefuseWhatIsNoTable(String text, String code, String reason) {
        assertThatThrownBy(() -> rows(text)).isInstanceOfSatisfying(BadFileException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(reason);
        });
    }

    @Test
    void shouldNotPassOverAFieldThatComesLate() {
        String late = "{\"a\":1}\n".repeat(100_000) + "{\"a\":1,\"b\":2}\n";

        assertThatThrownBy(() -> rows(late)).hasMessageContaining("line 100001").hasMessageContaining("field");
    }

    @Test
    void shouldBoundTexts() {
        String tooLong = "{\"a\":\"" + "x".repeat((1 << 20) + 1) + "\"}";

        assertThatThrownBy(() -> rows(tooLong)).isInstanceOfSatisfying(BadFileException.class, e -> assertThat(e.code())
                .isEqualTo("cell-too-large"));
    }

    private List<List<String>> rows(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("rows"), text);
        List<List<String>> rows = new ArrayList<>();
        try (RowSource source = RowSources.open(file, null, null, SourceLimits.DEFAULT)) {
            rows.add(List.of(source.header()));
            for (String[] row = source.next(); row != null; row = source.next()) {
                rows.add(List.of(row));
            }
        }
        return rows;
    }
}
