package io.tillstream.query.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Draws on a page: lines, areas and words, as vector graphics. Lengths are points from the lower left corner. */
final class PdfPen {

    /** Colours that are told apart by those who see red and green alike (Okabe and Ito). */
    static final List<Integer> COLOURS = List.of(0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00);

    static final int INK = 0x222222;
    static final int PALE = 0x777777;
    static final int RULE = 0xD5D5D5;

    private static final int BYTE = 0xFF;

    private final PDPageContentStream page;
    private final PdfFont font;

    PdfPen(PDPageContentStream page, PdfFont font) {
        this.page = page;
        this.font = font;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void draw(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PdfFont font() {
        return font;
    }

    void area(float x, float y, float width, float height, int colour) {
        draw(() -> {
            page.setNonStrokingColor(share(colour, 16), share(colour, 8), share(colour, 0));
            page.addRect(x, y, width, height);
            page.fill();
        });
    }

    /** A closed area. */
    void area(List<float[]> corners, int colour) {
        draw(() -> {
            page.setNonStrokingColor(share(colour, 16), share(colour, 8), share(colour, 0));
            path(corners);
            page.closePath();
            page.fill();
        });
    }

    void line(List<float[]> points, float width, int colour) {
        if (points.size() < 2) {
            return;
        }
        draw(() -> {
            page.setStrokingColor(share(colour, 16), share(colour, 8), share(colour, 0));
            page.setLineWidth(width);
            path(points);
            page.stroke();
        });
    }

    void line(float x1, float y1, float x2, float y2, int colour) {
        line(List.of(new float[] {x1, y1}, new float[] {x2, y2}), 0.5f, colour);
    }

    private void path(List<float[]> points) throws IOException {
        page.moveTo(points.getFirst()[0], points.getFirst()[1]);
        for (float[] point : points.subList(1, points.size())) {
            page.lineTo(point[0], point[1]);
        }
    }

    void text(float x, float y, float size, int colour, String text) {
        String writable = font.writable(text);
        draw(() -> {
            page.beginText();
            page.setNonStrokingColor(share(colour, 16), share(colour, 8), share(colour, 0));
            page.setFont(font.font(), size);
            page.newLineAtOffset(x, y);
            page.showText(writable);
            page.endText();
        });
    }

    void textTo(float right, float y, float size, int colour, String text) {
        text(right - font.width(font.writable(text), size), y, size, colour, text);
    }

    void textAround(float middle, float y, float size, int colour, String text) {
        text(middle - font.width(font.writable(text), size) / 2, y, size, colour, text);
    }

    private static float share(int colour, int shift) {
        return (colour >> shift & BYTE) / (float) BYTE;
    }
}
