package io.tillstream.query.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** The pages of a document, filled from above to below. */
final class PdfPages {

    private static final PDRectangle SIZE = PDRectangle.A4;
    private static final float MARGIN = 48;
    private static final float FOOTER = 8;

    private final PDDocument document;
    private final PdfFont font;
    private @Nullable PDPageContentStream content;
    private @Nullable PdfPen pen;
    private float at;

    PdfPages(PDDocument document) throws IOException {
        this.document = document;
        this.font = new PdfFont(document);
    }

    /** Begins the next page. */
    void begin() {
        try {
            close();
            PDPage page = new PDPage(SIZE);
            document.addPage(page);
            content = new PDPageContentStream(document, page);
            pen = new PdfPen(content, font);
            at = SIZE.getHeight() - MARGIN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What draws on the page. */
    PdfPen pen() {
        return Objects.requireNonNull(pen, "no page has begun");
    }

    /** How far down the page is filled, as the distance from its lower edge. */
    float at() {
        return at;
    }

    void down(float points) {
        at -= points;
    }

    boolean hasRoom(float points) {
        return at - points > MARGIN;
    }

    float left() {
        return MARGIN;
    }

    float width() {
        return SIZE.getWidth() - 2 * MARGIN;
    }

    /** A line of words. */
    void words(float size, int colour, String text) {
        down(size * 1.4f);
        pen().text(left(), at, size, colour, font.fitting(text, size, width()));
    }

    /** Writes what stands at the foot of every page. */
    void finish(String words) throws IOException {
        close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream foot = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
                PdfPen footPen = new PdfPen(foot, font);
                footPen.text(MARGIN, MARGIN / 2, FOOTER, PdfPen.PALE, font.fitting(words, FOOTER, width() * 0.8f));
                footPen.textTo(SIZE.getWidth() - MARGIN, MARGIN / 2, FOOTER, PdfPen.PALE, (i + 1) + " / " + pages);
            }
        }
    }

    private void close() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }
}
