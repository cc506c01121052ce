package io.tillstream.ingest.imports.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookRowsTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadTextsNumbersDatesAndGaps() throws Exception {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "order");
            sheet.value(0, 1, "price");
            sheet.value(0, 2, "at");
            sheet.value(0, 3, "paid");
            sheet.value(1, 0, "A <&> 1");
            sheet.value(1, 1, 2.55);
            sheet.value(1, 2, LocalDateTime.of(2010, 12, 1, 8, 26));
            sheet.style(1, 2).format("yyyy-mm-dd hh:mm:ss").set();
            sheet.value(1, 3, true);
            sheet.value(3, 3, "last");
        });

        try (RowSource rows = RowSources.open(file, null, null, SourceLimits.DEFAULT)) {
            assertThat(rows.traits()).isEqualTo(new SourceTraits("xlsx", null, null, "Data"));
            assertThat(rows.header()).containsExactly("order", "price", "at", "paid");
            assertThat(rows.next()).containsExactly("A <&> 1", "2.55", "2010-12-01T08:26:00", "TRUE");
            assertThat(rows.rowNumber()).isEqualTo(2);
            assertThat(rows.next()).containsExactly("", "", "", "last");
            assertThat(rows.rowNumber()).isEqualTo(4);
            assertThat(rows.next()).isNull();
        }
    }

    @Test
    void shouldReadTheNamedSheetAndListTheOthersWhenItIsWrong() throws Exception {
        Path file = folder.resolve("two.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            workbook.newWorksheet("First").value(0, 0, "one");
            workbook.newWorksheet("Second").value(0, 0, "two");
        }

        assertThat(headers(file, null)).containsExactly("one");
        assertThat(headers(file, "second")).containsExactly("two");
        assertThatThrownBy(() -> headers(file, "Third"))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("First, Second");
    }

    @Test
    void shouldShowProgressInBytesOfTheFile() throws Exception {
        Path file = workbook(sheet -> {
            for (int row = 0; row < 100; row++) {
                sheet.value(row, 0, "text " + row);
            }
        });

        try (RowSource rows = RowSources.open(file, null, null, SourceLimits.DEFAULT)) {
            List<Long> seen = new ArrayList<>();
            while (rows.next() != null) {
                seen.add(rows.bytesRead());
            }
            assertThat(seen).hasSize(99).isSorted();
            assertThat(seen.getLast()).isLessThanOrEqualTo(Files.size(file));
        }
    }

    private static List<String> headers(Path file, @org.jspecify.annotations.Nullable String sheet) throws IOException {
        try (RowSource rows = RowSources.open(file, null, sheet, SourceLimits.DEFAULT)) {
            return List.of(rows.header());
        }
    }

    private Path workbook(Consumer<Worksheet> content) throws IOException {
        Path file = folder.resolve("table.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            content.accept(workbook.newWorksheet("Data"));
        }
        return file;
    }
}
