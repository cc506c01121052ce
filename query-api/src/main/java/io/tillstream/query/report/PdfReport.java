package io.tillstream.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.money.Micros;
import io.tillstream.query.kpi.Kpis;
import io.tillstream.query.table.Column;
import io.tillstream.query.table.Columns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jspecify.annotations.Nullable;

/** Lays a report out on pages of A4: a cover with the tiles, then a chart and a table of each part. */
final class PdfReport {

    private static final float TITLE = 26;
    private static final float HEADING = 15;
    private static final float TEXT = 10;
    private static final float TABLE = 8;
    private static final float CHART_HEIGHT = 200;
    private static final float ROW = 13;
    private static final float TILE_HEIGHT = 52;
    private static final int TILES_PER_ROW = 3;

    private final Report report;
    private final PdfPages pages;

    private PdfReport(Report report, PdfPages pages) {
        this.report = report;
        this.pages = pages;
    }

    /** The document. */
    static byte[] write(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDDocumentInformation about = new PDDocumentInformation();
            about.setTitle("Report: " + report.shop());
            about.setSubject(report.range());
            about.setCreator("Tillstream");
            document.setDocumentInformation(about);
            PdfPages pages = new PdfPages(document);
            PdfReport writing = new PdfReport(report, pages);
            writing.cover();
            report.parts().forEach(writing::part);
            pages.finish(report.shop() + ", " + report.range());
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void cover() {
        pages.begin();
        pages.down(TITLE * 3);
        pages.words(TITLE, PdfPen.INK, report.shop());
        pages.words(HEADING, PdfPen.PALE, "Report: " + report.range());
        pages.down(TEXT);
        Kpis kpis = report.kpis();
        pages.words(TEXT, PdfPen.PALE, "As of " + kpis.asOf() + ", amounts in " + kpis.currency());
        if (kpis.freshThrough() != null) {
            pages.words(TEXT, PdfPen.PALE, "Counted through " + kpis.freshThrough());
        }
        report.filters().forEach((name, value) -> pages.words(TEXT, PdfPen.PALE, name + ": " + value));
        pages.down(TEXT * 2);
        tiles(List.of(
                new Tile("Revenue", PdfNumbers.of(Column.Type.AMOUNT, Micros.toDecimal(kpis.revenueMicros()))),
                new Tile("Gross", PdfNumbers.of(Column.Type.AMOUNT, Micros.toDecimal(kpis.grossMicros()))),
                new Tile("Refunds", PdfNumbers.of(Column.Type.AMOUNT, Micros.toDecimal(kpis.refundMicros()))),
                new Tile("Orders", PdfNumbers.of(Column.Type.COUNT, kpis.orders())),
                new Tile("Units", PdfNumbers.of(Column.Type.COUNT, kpis.units())),
                new Tile("Average order", average(kpis.aovMicros())),
                new Tile("Customers who bought", PdfNumbers.of(Column.Type.COUNT, kpis.customers())),
                new Tile("Customers and visitors", PdfNumbers.of(Column.Type.COUNT, kpis.customersTotal())),
                new Tile("Active customers", PdfNumbers.of(Column.Type.COUNT, kpis.activeCustomers())),
                new Tile("Conversion of carts", PdfNumbers.of(Column.Type.RATIO, kpis.conversionRate())),
                new Tile("Abandonment", PdfNumbers.of(Column.Type.RATIO, kpis.abandonmentRate())),
                new Tile("Recovery", PdfNumbers.of(Column.Type.RATIO, kpis.recoveryRate()))));
    }

    private static String average(@Nullable Long micros) {
        return PdfNumbers.of(Column.Type.AMOUNT, micros == null ? null : Micros.toDecimal(micros));
    }

    private record Tile(String name, String value) {}

    private void tiles(List<Tile> tiles) {
        float room = pages.width() / TILES_PER_ROW;
        for (int i = 0; i < tiles.size(); i++) {
            if (i % TILES_PER_ROW == 0) {
                pages.down(TILE_HEIGHT);
            }
            float x = pages.left() + room * (i % TILES_PER_ROW);
            pages.pen().area(x, pages.at(), room - 8, TILE_HEIGHT - 8, 0xF3F5F7);
            pages.pen().text(x + 8, pages.at() + 30, TABLE, PdfPen.PALE, tiles.get(i).name);
            pages.pen().text(x + 8, pages.at() + 10, HEADING, PdfPen.INK, tiles.get(i).value);
        }
    }

    private void part(Report.Part part) {
        pages.begin();
        pages.words(HEADING, PdfPen.INK, part.title());
        if (part.note() != null) {
            pages.words(TABLE, PdfPen.PALE, part.note());
        }
        if (part.chart() != null && part.chart().hasValues()) {
            pages.down(CHART_HEIGHT);
            new PdfChart(pages.pen(), pages.left(), pages.at(), pages.width(), CHART_HEIGHT).draw(part.chart());
            pages.down(ROW);
        }
        if (part.chart() == null && part.rows().isEmpty()) {
            pages.words(TEXT, PdfPen.PALE, "Nothing in this time.");
        }
        table(part.columns(), part.rows());
    }

    private void table(Columns columns, List<JsonNode> rows) {
        if (rows.isEmpty()) {
            return;
        }
        header(columns);
        for (JsonNode row : rows) {
            if (!pages.hasRoom(ROW)) {
                pages.begin();
                header(columns);
            }
            pages.down(ROW);
            for (int i = 0; i < columns.all().size(); i++) {
                Column column = columns.all().get(i);
                cell(columns, i, PdfPen.INK, PdfNumbers.of(column.type(), row.get(column.name())));
            }
        }
    }

    private void header(Columns columns) {
        pages.down(ROW);
        for (int i = 0; i < columns.all().size(); i++) {
            cell(columns, i, PdfPen.PALE, columns.all().get(i).name().replace('_', ' '));
        }
        pages.pen().line(pages.left(), pages.at() - 3, pages.left() + pages.width(), pages.at() - 3, PdfPen.RULE);
    }

    /** Texts to the left, figures to the right. */
    private void cell(Columns columns, int at, int colour, String text) {
        float room = pages.width() / columns.all().size();
        String fitting = pages.pen().font().fitting(text, TABLE, room - 6);
        float x = pages.left() + room * at;
        if (columns.all().get(at).type().isNumber()) {
            pages.pen().textTo(x + room - 4, pages.at(), TABLE, colour, fitting);
        } else {
            pages.pen().text(x, pages.at(), TABLE, colour, fitting);
        }
    }
}
