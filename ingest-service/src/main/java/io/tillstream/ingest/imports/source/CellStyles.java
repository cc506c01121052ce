package io.tillstream.ingest.imports.source;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which cell styles of a workbook show a number as a date: the only thing that tells a date from a number. */
final class CellStyles {

    private static final int MAX_STYLES = 100_000;

    private final BitSet dates = new BitSet();

    /** Reads {@code xl/styles.xml}; a workbook without it has no dates. */
    static CellStyles read(@Nullable WorkbookXml xml) throws IOException {
        CellStyles styles = new CellStyles();
        if (xml == null) {
            return styles;
        }
        Map<Integer, Boolean> custom = new HashMap<>();
        boolean inCellFormats = false;
        int index = 0;
        while (xml.next() && index < MAX_STYLES && custom.size() < MAX_STYLES) {
            if (xml.isStart("numFmt")) {
                custom.put(number(xml.attribute("numFmtId")), isDate(xml.attribute("formatCode")));
            } else if (xml.isStart("cellXfs")) {
                inCellFormats = true;
            } else if (xml.isEnd("cellXfs")) {
                inCellFormats = false;
            } else if (inCellFormats && xml.isStart("xf")) {
                int format = number(xml.attribute("numFmtId"));
                styles.dates.set(index++, custom.getOrDefault(format, isBuiltInDate(format)));
            }
        }
        return styles;
    }

    /** Whether a cell of this style (the attribute {@code s}) holds a date. */
    boolean isDateStyle(@Nullable String style) {
        return style != null && dates.get(number(style));
    }

    private static boolean isBuiltInDate(int format) {
        return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 58);
    }

    static boolean isDate(@Nullable String formatCode) {
        if (formatCode == null) {
            return false;
        }
        String bare = formatCode
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\[[^\\]]*\\]", "")
                .replaceAll("\\\\.", "")
                .toLowerCase(Locale.ROOT);
        return !bare.equals("general") && bare.chars().anyMatch(c -> "ymdhs".indexOf(c) >= 0);
    }

    private static int number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 6) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
