package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.ingest.imports.clean.Tables.Outcome;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Files that are broken, hostile or simply something else: each is refused with a reason, and nothing of it is published. */
class MalformedFilesTest {

    private static final String GOOD = "1,A,MUG,1,2010-12-01 08:26:00,2.55,c1,UK\n";

    @TempDir
    Path folder;

    static Stream<Arguments> wholeFiles() throws IOException {
        byte[] table = table(5_000);
        byte[] gzip = gzip(table);
        byte[] xz = xz(table);
        byte[] corrupt = gzip.clone();
        Arrays.fill(corrupt, corrupt.length / 2, corrupt.length / 2 + 40, (byte) 0x55);
        byte[] corruptXz = xz.clone();
        Arrays.fill(corruptXz, corruptXz.length / 2, corruptXz.length / 2 + 40, (byte) 0x55);
        byte[] noise = new byte[100_000];
        new Random(3).nextBytes(noise);
        noise[0] = 'x';
        byte[] workbook = workbook(Map.of());
        String sheet = "xl/worksheets/sheet1.xml";
        return Stream.of(
                Arguments.of("empty", new byte[0], Problem.EMPTY, "empty"),
                Arguments.of("blank lines", "\n\n\n".getBytes(StandardCharsets.UTF_8), Problem.EMPTY, "no row"),
                Arguments.of("empty gzip", gzip(new byte[0]), Problem.EMPTY, "empty"),
                Arguments.of("binary", noise, Problem.BINARY, "binary"),
                Arguments.of(
                        "truncated gzip", Arrays.copyOf(gzip, gzip.length / 2), Problem.TRUNCATED, "send it again"),
                Arguments.of("gzip header only", Arrays.copyOf(gzip, 5), Problem.TRUNCATED, "send it again"),
                Arguments.of("damaged gzip", corrupt, Problem.DAMAGED, "damaged"),
                Arguments.of("truncated xz", Arrays.copyOf(xz, xz.length / 2), Problem.TRUNCATED, "send it again"),
                Arguments.of("damaged xz", corruptXz, Problem.DAMAGED, "damaged"),
                Arguments.of("gzip in gzip", gzip(gzip), Problem.UNSUPPORTED_FORMAT, "packed twice"),
                Arguments.of("zip in gzip", gzip(workbook), Problem.UNSUPPORTED_FORMAT, "packed twice"),
                Arguments.of("gzip bomb", gzip(bomb()), Problem.TOO_LARGE, "times its size"),
                Arguments.of(
                        "old Excel",
                        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3, 4},
                        Problem.UNSUPPORTED_FORMAT,
                        ".xls"),
                Arguments.of("PDF", "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8), Problem.UNSUPPORTED_FORMAT, "PDF"),
                Arguments.of("plain zip", zip(Map.of("a.csv", "x")), Problem.UNSUPPORTED_FORMAT, "no Excel workbook"),
                Arguments.of(
                        "truncated workbook",
                        Arrays.copyOf(workbook, workbook.length / 2),
                        Problem.TRUNCATED,
                        "cut off"),
                Arguments.of(
                        "workbook without sheet",
                        workbook(Map.of("xl/workbook.xml", "<workbook/>")),
                        Problem.WRONG_SHEET,
                        "no visible sheet"),
                Arguments.of(
                        "workbook without rows",
                        workbook(Map.of(sheet, "<worksheet><sheetData/></worksheet>")),
                        Problem.EMPTY,
                        "is empty"),
                Arguments.of(
                        "sheet cut off",
                        workbook(Map.of(sheet, "<worksheet><sheetData><row><c>")),
                        Problem.DAMAGED,
                        "XML"),
                Arguments.of(
                        "entities",
                        workbook(
                                Map.of(
                                        sheet,
                                        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>")),
                        Problem.FORBIDDEN_XML,
                        "document type"),
                Arguments.of(
                        "external entity",
                        workbook(Map.of("xl/workbook.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><workbook/>")),
                        Problem.FORBIDDEN_XML,
                        "document type"),
                Arguments.of(
                        "deep XML",
                        workbook(Map.of(sheet, "<worksheet>" + "<a>".repeat(200))),
                        Problem.FORBIDDEN_XML,
                        "nested"),
                Arguments.of(
                        "huge workbook cell",
                        workbook(Map.of(sheet, sheet("A".repeat(5 << 20)))),
                        Problem.CELL_TOO_LARGE,
                        "cell"),
                Arguments.of(
                        "far column",
                        workbook(
                                Map.of(
                                        sheet,
                                        "<worksheet><sheetData><row><c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>")),
                        Problem.CELL_TOO_LARGE,
                        "columns"),
                Arguments.of(
                        "unknown shared text",
                        workbook(Map.of(
                                sheet,
                                "<worksheet><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>")),
                        Problem.DAMAGED,
                        "shared text"),
                Arguments.of(
                        "workbook bomb",
                        workbook(Map.of(sheet, "<worksheet>" + " ".repeat(40 << 20) + "<sheetData/></worksheet>")),
                        Problem.CELL_TOO_LARGE,
                        "cell"),
                Arguments.of(
                        "workbook of repeated rows",
                        workbook(Map.of(sheet, "<worksheet><sheetData>" + "<row></row>".repeat(2_000_000))),
                        Problem.TOO_LARGE,
                        "times its size"),
                Arguments.of("thousands of entries", manyEntries(), Problem.TOO_LARGE, "files"),
                Arguments.of(
                        "huge cell",
                        (Tables.HEADER + "1,A,\"" + "x".repeat(3 << 20) + "\"," + GOOD)
                                .getBytes(StandardCharsets.UTF_8),
                        Problem.CELL_TOO_LARGE,
                        "quotation mark"),
                Arguments.of(
                        "too many columns",
                        (",".repeat(5_000) + "\n").getBytes(StandardCharsets.UTF_8),
                        Problem.CELL_TOO_LARGE,
                        "cells"),
                Arguments.of(
                        "columns missing",
                        "InvoiceNo,StockCode,Quantity\n1,A,1\n".getBytes(StandardCharsets.UTF_8),
                        Problem.WRONG_COLUMNS,
                        "event_time, price, customer_id"),
                Arguments.of(
                        "unknown delimiter",
                        "InvoiceNo#StockCode#Quantity\n1#A#1\n".getBytes(StandardCharsets.UTF_8),
                        Problem.WRONG_COLUMNS,
                        "single column"),
                Arguments.of(
                        "one column twice",
                        (Tables.HEADER.replace("Country", "Unit_Price") + GOOD).getBytes(StandardCharsets.UTF_8),
                        Problem.WRONG_COLUMNS,
                        "both look like price"),
                Arguments.of(
                        "JSON",
                        "{\"InvoiceNo\":1}\n".getBytes(StandardCharsets.UTF_8),
                        Problem.WRONG_COLUMNS,
                        "no column for"),
                Arguments.of(
                        "header missing",
                        (GOOD + GOOD).getBytes(StandardCharsets.UTF_8),
                        Problem.WRONG_COLUMNS,
                        "no column for"),
                Arguments.of(
                        "columns shifted",
                        (Tables.HEADER + "x,1,A,MUG,1,2010-12-01 08:26:00,2.55,c1\n".repeat(1_200))
                                .getBytes(StandardCharsets.UTF_8),
                        Problem.MOSTLY_UNREADABLE,
                        "1000 of the first 1000 rows"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeFiles")
    void shouldRefuseTheFileAndSayWhy(String name, byte[] content, Problem problem, String reason) throws Exception {
        Path file = Files.write(folder.resolve("file"), content);

        assertThatThrownBy(() -> Tables.run(file, Tables.options()))
                .as(name)
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(reason)
                .extracting(failure -> ((BadFileException) failure).problem())
                .isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,A,MUG,1,2010-12-01 08:26:00,2.55,c1|row: has 7 cells",
                "1,A,MUG,1,2010-12-01 08:26:00,2.55,c1,UK,extra|row: has 9 cells",
                ",A,MUG,1,2010-12-01 08:26:00,2.55,c1,UK|InvoiceNo: is empty",
                "1,,MUG,1,2010-12-01 08:26:00,2.55,c1,UK|StockCode: is empty",
                "1,A,MUG,one,2010-12-01 08:26:00,2.55,c1,UK|Quantity: is no number",
                "1,A,MUG,1.5,2010-12-01 08:26:00,2.55,c1,UK|Quantity: is no whole number",
                "1,A,MUG,100001,2010-12-01 08:26:00,2.55,c1,UK|Quantity: is beyond 100000",
                "1,A,MUG,1,2010-12-01 08:26:00,NaN,c1,UK|UnitPrice: is no number",
                "1,A,MUG,1,2010-12-01 08:26:00,1e999999999,c1,UK|UnitPrice: is out of range",
                "1,A,MUG,1,2010-12-01 08:26:00,10000001,c1,UK|UnitPrice: is beyond 10000000",
                "1,A,MUG,1,2010-02-30 08:26:00,2.55,c1,UK|InvoiceDate: is no date of the form",
                "1,A,MUG,1,1969-12-31 08:26:00,2.55,c1,UK|InvoiceDate: is before 1970",
                "1,A,MUG,1,2999-12-31 08:26:00,2.55,c1,UK|InvoiceDate: is more than 24 h in the future",
                "1,A,MUG,1,,2.55,c1,UK|InvoiceDate: is no date",
                "1,A\u0007,MUG,1,2010-12-01 08:26:00,2.55,c1,UK|StockCode: holds a control character"
            })
    void shouldLeaveOutARowAndGoOn(String row, String reason) throws Exception {
        Outcome outcome =
                Tables.run(folder, Tables.HEADER + GOOD + row + "\n" + GOOD.replace("1,A", "2,A"), Tables.options());

        assertThat(outcome.step(Step.UNREADABLE).removed()).isEqualTo(1);
        assertThat(outcome.step(Step.UNREADABLE).examples().getFirst().row()).isEqualTo(3);
        assertThat(outcome.step(Step.UNREADABLE).examples().getFirst().reason()).startsWith(reason);
        assertThat(outcome.events()).hasSize(2);
    }

    @Test
    void shouldLeaveOutARowWithATextThatIsTooLong() throws Exception {
        String rows = GOOD + "2,A," + "x".repeat(1_001) + ",1,2010-12-01 08:26:00,2.55,c1,UK\n" + "3," + "i".repeat(257)
                + ",MUG,1,2010-12-01 08:26:00,2.55,c1,UK\n" + GOOD.replace("1,A", "4,A") + GOOD.replace("1,A", "5,A");

        Outcome outcome = Tables.run(folder, Tables.HEADER + rows, Tables.options());

        assertThat(outcome.events()).hasSize(3);
        assertThat(outcome.step(Step.UNREADABLE).examples())
                .extracting(CleaningReport.Example::reason)
                .containsExactly(
                        "Description: is longer than 1000 characters", "StockCode: is longer than 256 characters");
    }

    @Test
    void shouldRefuseARowInAnotherCurrency() throws Exception {
        String table =
                Tables.HEADER.replace("Country", "Currency") + GOOD.replace("UK", "usd") + GOOD.replace("UK", "EUR");

        Outcome outcome = Tables.run(folder, table, Tables.options());

        assertThat(outcome.events()).hasSize(1);
        assertThat(outcome.step(Step.UNREADABLE).examples().getFirst().reason())
                .startsWith("Currency: is not USD")
                .contains("TILLSTREAM_CURRENCY");
    }

    @Test
    void shouldRefuseTheEncodingThatWasNamedWrongly() throws Exception {
        Path file = Files.write(
                folder.resolve("latin.csv"),
                (Tables.HEADER + GOOD.replace("MUG", "Voucher £40")).getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Tables.run(file, StandardCharsets.UTF_8, null, Tables.options()))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void shouldRefuseAMappingThatDoesNotFitTheFile() {
        String table = Tables.HEADER + GOOD;

        assertThatThrownBy(() -> Tables.run(folder, table, Tables.withMapping(Map.of("Nowhere", "price"))))
                .hasMessageContaining("column Nowhere");
        assertThatThrownBy(() -> Tables.run(folder, table, Tables.withMapping(Map.of("UnitPrice", "cost"))))
                .hasMessageContaining("unknown field cost")
                .hasMessageContaining("event_time");
    }

    private static byte[] table(int rows) {
        StringBuilder table = new StringBuilder(Tables.HEADER);
        Random random = new Random(5);
        for (int i = 0; i < rows; i++) {
            table.append(i).append(",A").append(random.nextInt()).append(",MUG,1,2010-12-01 08:26:00,2.55,c1,UK\n");
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bomb() {
        byte[] row = (GOOD).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Tables.HEADER.getBytes(StandardCharsets.UTF_8));
        while (all.size() < 40 << 20) {
            all.writeBytes(row);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(1))) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String sheet(String cell) {
        return "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>" + cell
                + "</t></is></c></row></sheetData></worksheet>";
    }

    private static byte[] workbook(Map<String, String> replaced) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put("xl/worksheets/sheet1.xml", sheet("InvoiceNo"));
        parts.putAll(replaced);
        return zip(parts);
    }

    private static byte[] manyEntries() throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < 2_100; i++) {
            parts.put("entry" + i, "");
        }
        return zip(parts);
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
