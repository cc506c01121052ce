package io.tillstream.query.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tillstream.contracts.output.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

/** The formats, read again by others than those that wrote them. */
class TableWritersTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    record Line(
            String title,
            long units,
            @Money @JsonProperty("net") long netMicros,
            Double returnRate,
            String day,
            java.time.Instant at,
            boolean known,
            List<String> tags) {}

    private static final Columns COLUMNS = new Columns(List.of(
            new Column("title", Column.Type.TEXT),
            new Column("units", Column.Type.COUNT),
            new Column("net", Column.Type.AMOUNT),
            new Column("return_rate", Column.Type.RATIO),
            new Column("day", Column.Type.TEXT),
            new Column("at", Column.Type.TIME),
            new Column("known", Column.Type.TRUTH),
            new Column("tags", Column.Type.NESTED)));

    private static final List<JsonNode> ROWS = List.of(
            row("{'title':'=1+1','units':3,'net':12.345678,'return_rate':0.25,'day':'2024-02-29',"
                    + "'at':'2024-02-29T13:14:15Z','known':true,'tags':['a','b']}"),
            row("{'title':'Ü \\\"x\\\", y\\nz','units':0,'net':-5,'return_rate':null,'day':null,'at':null,"
                    + "'known':false,'tags':[]}"));

    private static JsonNode row(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static byte[] written(TableWriter writer, List<JsonNode> rows) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(writer.start());
        for (JsonNode row : rows) {
            all.writeBytes(writer.rows(List.of(row)));
        }
        all.writeBytes(writer.end());
        return all.toByteArray();
    }

    @Test
    void shouldDescribeColumnsByTheTypeOfRows() {
        assertThat(Columns.of(JSON, Line.class)).isEqualTo(COLUMNS);
        assertThat(COLUMNS.named("net").orElseThrow().unit()).isEqualTo("currency");
        assertThat(COLUMNS.chosen("net,title").names()).isEqualTo("net, title");
        assertThatThrownBy(() -> COLUMNS.chosen("net,colour"))
                .isInstanceOf(Columns.UnknownColumn.class)
                .hasMessageContaining("'colour' is none of title, units, net");
    }

    @Test
    void shouldWriteCsvThatAnyReaderTakesAndNoSpreadsheetRuns() throws Exception {
        byte[] csv = written(new CsvTable(COLUMNS), ROWS);

        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new String(csv, UTF_8))) {
            List<List<String>> lines = reader.stream().map(CsvRecord::getFields).toList();
            assertThat(lines)
                    .containsExactly(
                            List.of("title", "units", "net", "return_rate", "day", "at", "known", "tags"),
                            List.of(
                                    "'=1+1",
                                    "3",
                                    "12.345678",
                                    "0.25",
                                    "2024-02-29",
                                    "2024-02-29T13:14:15Z",
                                    "true",
                                    "a b"),
                            List.of("Ü \"x\", y\nz", "0", "-5", "", "", "", "false", "[]"));
        }
    }

    @Test
    void shouldWriteAnObjectPerLine() throws Exception {
        String lines = new String(written(new NdjsonTable(JSON, null), ROWS), UTF_8);
        assertThat(lines.lines()).hasSize(2);
        assertThat(JSON.readTree(lines.lines().findFirst().orElseThrow())).isEqualTo(ROWS.getFirst());

        String some = new String(written(new NdjsonTable(JSON, COLUMNS.chosen("units,title")), ROWS), UTF_8);
        assertThat(some.lines()).first().isEqualTo("{\"units\":3,\"title\":\"=1+1\"}");
    }

    @Test
    void shouldWriteWorkbooksOfRealTypes() throws Exception {
        byte[] file = written(new XlsxTable("things", COLUMNS, Map.of("asked", "/api/v1/things")), ROWS);

        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(book.getSheets().map(Sheet::getName)).containsExactly("things", "About");
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            Row first = rows.get(1);
            assertThat(first.getCell(0).getType()).isEqualTo(CellType.STRING);
            assertThat(first.getCellAsString(0)).hasValue("=1+1");
            assertThat(first.getCell(1).getType()).isEqualTo(CellType.NUMBER);
            assertThat(first.getCellAsNumber(2))
                    .hasValueSatisfying(net -> assertThat(net).isEqualByComparingTo(new BigDecimal("12.345678")));
            assertThat(first.getCellAsNumber(3))
                    .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("0.25"));
            assertThat(first.getCellAsDate(4)).hasValue(LocalDateTime.of(2024, 2, 29, 0, 0));
            assertThat(first.getCellAsDate(5)).hasValue(LocalDateTime.of(2024, 2, 29, 13, 14, 15));
            assertThat(first.getCell(6).getType()).isEqualTo(CellType.BOOLEAN);
            assertThat(rows.get(2).getCellAsString(0)).hasValue("Ü \"x\", y\nz");
            assertThat(rows.get(2).getOptionalCell(3)).isEmpty();
            assertThat(book.findSheet("About").orElseThrow().read().getFirst().getCellAsString(1))
                    .hasValue("/api/v1/things");
        }
        Map<String, String> parts = parts(file);
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .containsPattern("<pane [^>]*ySplit=\"1\"[^>]*state=\"frozen\"")
                .contains("<col ")
                .doesNotContain("<f>");
        assertThat(parts.get("xl/styles.xml")).contains("yyyy-mm-dd").contains("0.00%");
    }

    @Test
    void shouldGoOnInAnotherSheetWhenOneIsFull() throws Exception {
        Columns one = new Columns(List.of(new Column("n", Column.Type.COUNT)));
        List<JsonNode> rows =
                IntStream.range(0, 5).mapToObj(n -> row("{'n':" + n + "}")).toList();

        byte[] file = written(new XlsxTable("things", one, Map.of(), 3), rows);

        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(book.getSheets().map(Sheet::getName)).containsExactly("things", "things 2", "things 3", "About");
            assertThat(book.getSheet(2).orElseThrow().read().get(1).getCellAsNumber(0))
                    .hasValue(BigDecimal.valueOf(4));
        }
    }

    @Test
    void shouldWriteWhatIsNoDayOfACalendarAsText() throws Exception {
        Columns columns =
                new Columns(List.of(new Column("key", Column.Type.TEXT), new Column("title", Column.Type.TEXT)));
        List<JsonNode> rows = List.of(
                row("{'key':'2024-13-01','title':'2024-01-01'}"), row("{'key':'1899-01-01','title':'a\\u0001b'}"));

        byte[] file = written(new XlsxTable("t", columns, Map.of()), rows);

        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Row> read = book.getFirstSheet().read();
            assertThat(read.get(1).getCellAsString(0)).hasValue("2024-13-01");
            assertThat(read.get(1).getCellAsString(1)).hasValue("2024-01-01");
            assertThat(read.get(2).getCellAsString(0)).hasValue("1899-01-01");
            assertThat(read.get(2).getCellAsString(1)).hasValue("ab");
        }
    }

    private static Map<String, String> parts(byte[] file) throws IOException {
        Map<String, String> parts = new HashMap<>();
        Path copy = Files.write(Files.createTempFile("table", ".xlsx"), file);
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
            }
        } finally {
            Files.delete(copy);
        }
        return parts;
    }
}
