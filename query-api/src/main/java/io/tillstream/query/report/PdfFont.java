package io.tillstream.query.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Liberation Sans, which the library brings, embedded with the characters that are used. A character that it does not have becomes a question mark. */
final class PdfFont {

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float PER_EM = 1000;

    private final PDFont font;
    private final Map<Integer, String> written = new HashMap<>();

    PdfFont(PDDocument document) throws IOException {
        try (InputStream file = PDType0Font.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException("the library's font is missing: " + FILE);
            }
            font = PDType0Font.load(document, file, true);
        }
    }

    PDFont font() {
        return font;
    }

    /** The text with only characters that can be written. */
    String writable(String text) {
        StringBuilder writable = new StringBuilder();
        text.codePoints().forEach(code -> writable.append(written.computeIfAbsent(code, this::character)));
        return writable.toString();
    }

    private String character(int code) {
        String character = Character.toString(code);
        try {
            return Character.isISOControl(code) || font.encode(character).length == 0 ? " " : character;
        } catch (IOException | IllegalArgumentException e) {
            return "?";
        }
    }

    /** Width in points of a text that can be written. */
    float width(String text, float size) {
        try {
            return font.getStringWidth(text) / PER_EM * size;
        } catch (IOException e) {
            return 0;
        }
    }

    /** As much of a text as there is room for. */
    String fitting(String text, float size, float room) {
        String whole = writable(text);
        if (width(whole, size) <= room) {
            return whole;
        }
        int end = whole.length();
        while (end > 0 && width(whole.substring(0, end) + "…", size) > room) {
            end = whole.offsetByCodePoints(end, -1);
        }
        return whole.substring(0, end) + "…";
    }
}
