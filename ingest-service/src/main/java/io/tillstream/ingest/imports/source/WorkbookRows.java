package io.tillstream.ingest.imports.source;

import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet of an Excel workbook, streamed. Only the table of shared texts is held in memory, within its limit.
 *
 * <p>Dates come as ISO texts, numbers as a user sees them, so that a workbook gives the very rows of the same table in CSV.
 */
final class WorkbookRows implements RowSource {

    private final WorkbookPackage workbook;
    private final SourceLimits limits;
    private final List<String> sharedTexts;
    private final CellStyles styles;
    private final CellValues values;
    private final WorkbookXml xml;
    private final SourceTraits traits;
    private final String[] header;
    private final StringBuilder text = new StringBuilder();
    private final List<String> cells = new ArrayList<>();
    private final long fileBytes;
    private final long declaredRows;
    private long rowNumber;
    private volatile long rowsSeen;

    /** @param sheetName the sheet to read; null for the first visible one */
    WorkbookRows(Path file, @Nullable String sheetName, SourceLimits limits) throws IOException {
        this.limits = limits;
        this.fileBytes = Files.size(file);
        this.workbook = new WorkbookPackage(file, limits);
        try {
            WorkbookPackage.Sheet sheet = workbook.sheet(sheetName);
            this.traits = new SourceTraits(FileFormat.WORKBOOK.label(), null, null, sheet.name());
            this.sharedTexts = readSharedTexts();
            try (WorkbookXml part = workbook.open("xl/styles.xml")) {
                this.styles = CellStyles.read(part);
            }
            this.values = new CellValues(workbook.from1904());
            WorkbookXml opened = workbook.open(sheet.entry());
            if (opened == null) {
                throw new BadFileException(Problem.DAMAGED, "the workbook lacks the content of its sheet");
            }
            this.xml = opened;
            this.declaredRows = readDeclaredRows();
            String[] first = readRow(0);
            if (first == null) {
                throw new BadFileException(Problem.EMPTY, "the sheet " + sheet.name() + " is empty");
            }
            this.header = first;
        } catch (IOException e) {
            workbook.close();
            throw e;
        }
    }

    @Override
    public String[] header() {
        return header.clone();
    }

    @Override
    public String @Nullable [] next() throws IOException {
        try {
            return readRow(header.length);
        } catch (IOException e) {
            throw PackedText.explained(e);
        }
    }

    @Override
    public long rowNumber() {
        return rowNumber;
    }

    @Override
    public long bytesRead() {
        return declaredRows == 0 ? 0 : (long) (fileBytes * Math.min(1.0, (double) rowsSeen / declaredRows));
    }

    @Override
    public SourceTraits traits() {
        return traits;
    }

    @Override
    public void close() throws IOException {
        xml.close();
        workbook.close();
    }

    /** The number of rows that the sheet says it has, up to the first row; 0 when it does not say. */
    private long readDeclaredRows() throws IOException {
        while (xml.next()) {
            if (xml.isStart("dimension")) {
                String range = xml.attribute("ref");
                return range == null ? 0 : digits(range.substring(range.indexOf(':') + 1));
            }
            if (xml.isStart("sheetData")) {
                return 0;
            }
        }
        return 0;
    }

    private static long digits(String reference) {
        long number = 0;
        for (int i = 0; i < reference.length() && number < 10_000_000; i++) {
            char c = reference.charAt(i);
            number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : number;
        }
        return number;
    }

    // only the reading thread writes
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private String @Nullable [] readRow(int width) throws IOException {
        while (xml.next()) {
            if (xml.isStart("row")) {
                String reference = xml.attribute("r");
                rowNumber = reference == null ? rowNumber + 1 : digits(reference);
                rowsSeen++;
                if (readCells()) {
                    String[] row = new String[Math.max(width, cells.size())];
                    Arrays.fill(row, "");
                    for (int i = 0; i < cells.size(); i++) {
                        row[i] = cells.get(i);
                    }
                    return row;
                }
            }
        }
        return null;
    }

    /** Reads the cells up to the end of the row; false when all are empty. */
    private boolean readCells() throws IOException {
        cells.clear();
        boolean any = false;
        while (xml.next() && !xml.isEnd("row")) {
            if (xml.isStart("c")) {
                int column = column(xml.attribute("r"), cells.size());
                while (cells.size() < column) {
                    cells.add("");
                }
                String value = readCell();
                any |= !value.isEmpty();
                cells.add(value);
            }
        }
        return any;
    }

    private String readCell() throws IOException {
        String type = xml.attribute("t");
        boolean date = styles.isDateStyle(xml.attribute("s"));
        text.setLength(0);
        boolean inValue = false;
        boolean phonetic = false;
        while (xml.next() && !xml.isEnd("c")) {
            if (xml.isStart("rPh") || xml.isEnd("rPh")) {
                phonetic = xml.isStart("rPh");
            } else if (xml.isStart("v") || xml.isStart("t")) {
                inValue = true;
            } else if (xml.isEnd("v") || xml.isEnd("t")) {
                inValue = false;
            } else if (inValue && !phonetic) {
                xml.appendText(text);
            }
        }
        return shown(type == null ? "n" : type, date, text.toString());
    }

    private String shown(String type, boolean date, String stored) throws BadFileException {
        return switch (type) {
            case "n" -> date ? values.date(stored) : CellValues.number(stored);
            case "s" -> sharedText(stored);
            case "b" -> stored.equals("1") ? "TRUE" : "FALSE";
            default -> stored;
        };
    }

    private String sharedText(String index) throws BadFileException {
        try {
            return sharedTexts.get(Integer.parseInt(index));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new BadFileException(
                    Problem.DAMAGED,
                    "row " + rowNumber + " refers to a shared text that the workbook does not hold",
                    e);
        }
    }

    /** The column of a reference such as {@code C7}, from 0. */
    private int column(@Nullable String reference, int expected) throws BadFileException {
        int column = 0;
        for (int i = 0; reference != null && i < reference.length() && column <= limits.columns(); i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + (c - 'A' + 1);
        }
        int index = column == 0 ? expected : column - 1;
        if (index < expected) {
            throw new BadFileException(Problem.DAMAGED, "row " + rowNumber + " holds its cells out of order");
        }
        if (index >= limits.columns()) {
            throw new BadFileException(
                    Problem.CELL_TOO_LARGE, "row " + rowNumber + " has more than " + limits.columns() + " columns");
        }
        return index;
    }

    private List<String> readSharedTexts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (WorkbookXml part = workbook.open("xl/sharedStrings.xml")) {
            long chars = 0;
            StringBuilder current = new StringBuilder();
            boolean inText = false;
            boolean phonetic = false;
            while (part != null && part.next()) {
                if (part.isStart("si")) {
                    current.setLength(0);
                } else if (part.isEnd("si")) {
                    chars += current.length() + 16;
                    if (chars > limits.sharedStringChars()) {
                        throw new BadFileException(
                                Problem.TOO_LARGE, "the workbook holds too many different texts; save it as CSV");
                    }
                    texts.add(current.toString());
                } else if (part.isStart("rPh") || part.isEnd("rPh")) {
                    phonetic = part.isStart("rPh");
                } else if (part.isStart("t") || part.isEnd("t")) {
                    inText = part.isStart("t");
                } else if (inText && !phonetic) {
                    part.appendText(current);
                }
            }
        }
        return texts;
    }
}
