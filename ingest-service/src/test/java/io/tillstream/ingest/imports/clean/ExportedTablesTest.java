package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.ingest.imports.clean.Tables.Outcome;
import io.tillstream.ingest.imports.source.BadFileException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets and tills save them. */
class ExportedTablesTest {

    private static final Map<String, String> GERMAN = Map.of(
            "Beleg", "order_id",
            "Artikel", "product_id",
            "Bezeichnung", "title",
            "Menge", "quantity",
            "Datum", "event_time",
            "Einzelpreis", "price",
            "Kunde", "customer_id");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "ISO-8859-1"})
    void shouldReadSemicolonsDecimalCommasAndLineEndsInCells(String charset) throws Exception {
        String mark = charset.equals("UTF-8") ? "\ufeff" : "";
        String table = mark + "Beleg;Artikel;Bezeichnung;Menge;Datum;Einzelpreis;Kunde;Notiz\r\n"
                + "R-1;T1;\"Tasse; groß \"\"blau\"\"\";2;24.12.2023 18:30;2,50;K1;\"erste Zeile\r\nzweite; Zeile\"\r\n"
                + "R-2;L1;Lampe;1;31.12.2023 09:05;1.249,00 ;K2;\r\n";
        Path file = Files.write(folder.resolve("export.csv"), table.getBytes(Charset.forName(charset)));

        Outcome outcome = Tables.run(file, Tables.withMapping(GERMAN));

        assertThat(outcome.report().delimiter()).isEqualTo(";");
        assertThat(outcome.report().revenue()).isEqualByComparingTo("1254");
        assertThat(outcome.events()).hasSize(2);
        CommerceEvent.Purchase first = (CommerceEvent.Purchase) outcome.events().getFirst();
        assertThat(first.items().getFirst().title()).isEqualTo("Tasse; groß \"blau\"");
        assertThat(outcome.events().get(1).timestamp()).isEqualTo(Instant.parse("2023-12-31T09:05:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t", "|"})
    void shouldPassOverALineThatTellsASpreadsheetTheDelimiter(String delimiter) throws Exception {
        String table = "sep=,\n" + Tables.HEADER + "1,A,MUG,1,2010-12-01 08:26:00,2.55,c1,UK\n";

        Outcome outcome = Tables.run(folder, table.replace(",", delimiter), Tables.options());

        assertThat(outcome.report().rows()).isEqualTo(1);
        assertThat(outcome.report().revenue()).isEqualByComparingTo("2.55");
    }

    @Test
    void shouldSayThatATableHasAHeaderAlone() throws Exception {
        Outcome orders = Tables.run(folder, Tables.HEADER, Tables.options());
        Outcome events = Tables.run(folder, "action,timestamp,customer_id\n", Tables.options());

        assertThat(orders.events()).isEmpty();
        assertThat(orders.report().rows()).isZero();
        assertThat(orders.report().notes()).containsExactly("The file has a header and no row.");
        assertThat(events.report().notes()).containsExactly("The file has a header and no row.");
    }

    @Test
    void shouldNotChooseAmongColumnsOfOneName() {
        String table =
                "Beleg;Artikel;Bezeichnung;Menge;Datum;Einzelpreis;Kunde;Kunde\nR-1;T1;x;2;24.12.2023;2,50;K1;K2\n";

        assertThatThrownBy(() -> Tables.run(folder, table, Tables.withMapping(GERMAN)))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("columns 7 and 8")
                .hasMessageContaining("rename one of them");
        assertThatThrownBy(() -> Tables.run(
                        folder,
                        Tables.HEADER.replace("Country", "UnitPrice") + "1,A,M,1,2010-12-01,1,c,2\n",
                        Tables.options()))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("rename one of them");
        assertThatThrownBy(() ->
                        Tables.run(folder, "action,timestamp,Note,note\npage_view,2026-01-01,a,b\n", Tables.options()))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("rename one of them");
    }

    @Test
    void shouldTakeTheColumnThatIsCalledSoBeforeOneThatLooksLikeIt() throws Exception {
        String table = "order_id,product_id,quantity,event_time,price,customer id,Customer-ID\n"
                + "1,A,1,2024-01-01,2,not this,this\n";

        Outcome outcome = Tables.run(folder, table, Tables.withMapping(Map.of("Customer-ID", "customer_id")));

        assertThat(outcome.events())
                .singleElement()
                .extracting(CommerceEvent::key)
                .isEqualTo("this");
    }
}
