package io.tillstream.ingest.imports.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a delimited text, packed or not. */
final class TextRows implements RowSource {

    private static final int PREFIX_BYTES = 1 << 20;

    private final Path file;
    private final FileFormat format;
    private final SourceLimits limits;
    private final TextEncoding encoding;
    private final CountingInputStream counted;
    private final CloseableIterator<CsvRecord> records;
    private final SourceTraits traits;
    private final String[] header;
    private long rowNumber;

    /** @param forced the encoding to use; null to tell it from the text */
    TextRows(Path file, FileFormat format, @Nullable Charset forced, SourceLimits limits) throws IOException {
        this.file = file;
        this.format = format;
        this.limits = limits;
        byte[] prefix = prefix();
        TextEncoding told = TextEncoding.of(prefix);
        this.encoding = forced == null ? told : new TextEncoding(forced, bomOf(told, forced), false);
        char delimiter = Delimiters.of(
                new String(prefix, encoding.bomBytes(), prefix.length - encoding.bomBytes(), encoding.charset()));
        this.traits = new SourceTraits(
                format.label(), encoding.charset().name(), delimiter == '\t' ? "tab" : String.valueOf(delimiter), null);
        PackedText.Opened opened = PackedText.open(file, format, limits);
        this.counted = opened.file();
        this.records = reader(opened.text(), delimiter).iterator();
        try {
            String[] first = next();
            if (first != null && isDelimiterLine(first)) {
                first = next();
            }
            if (first == null) {
                throw new BadFileException(Problem.EMPTY, "the file holds no row");
            }
            this.header = first;
        } catch (IOException e) {
            records.close();
            throw e;
        }
    }

    /** A first line such as {@code sep=;} tells a spreadsheet the delimiter, and is no row. */
    private static boolean isDelimiterLine(String[] row) {
        return row.length == 2 && row[0].equalsIgnoreCase("sep=") && row[1].isEmpty();
    }

    @Override
    public String[] header() {
        return header.clone();
    }

    @Override
    public String @Nullable [] next() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord current = records.next();
            rowNumber = current.getStartingLineNumber();
            String[] row = new String[current.getFieldCount()];
            for (int i = 0; i < row.length; i++) {
                row[i] = current.getField(i);
            }
            return row;
        } catch (CsvParseException e) {
            throw new BadFileException(
                    Problem.CELL_TOO_LARGE,
                    "after row " + rowNumber + " a row has more than " + limits.columns()
                            + " cells or a cell of more than " + limits.cellChars()
                            + " characters; look for a quotation mark that is never closed",
                    e);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? new IOException(e) : explained(cause);
        }
    }

    @Override
    public long rowNumber() {
        return rowNumber;
    }

    @Override
    public long bytesRead() {
        return counted.count();
    }

    @Override
    public SourceTraits traits() {
        return traits;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private byte[] prefix() throws IOException {
        try (InputStream text = PackedText.open(file, format, limits).text()) {
            byte[] prefix = text.readNBytes(PREFIX_BYTES);
            if (prefix.length == 0) {
                throw new BadFileException(Problem.EMPTY, "the file is empty");
            }
            if (format != FileFormat.TEXT && FileFormat.of(prefix) != FileFormat.TEXT) {
                throw new BadFileException(Problem.UNSUPPORTED_FORMAT, "the file is packed twice; unpack it once");
            }
            return prefix;
        } catch (IOException e) {
            throw PackedText.explained(e);
        }
    }

    private CsvReader<CsvRecord> reader(InputStream text, char delimiter) throws IOException {
        text.skipNBytes(encoding.bomBytes());
        InputStreamReader chars = new InputStreamReader(
                text,
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(true)
                .maxBufferSize(limits.cellChars())
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(limits.columns())
                                .maxFieldSize(limits.cellChars())
                                .maxRecordSize(limits.cellChars() * 4)),
                        chars);
    }

    private IOException explained(IOException failure) throws IOException {
        if (!(failure instanceof CharacterCodingException)) {
            return PackedText.explained(failure);
        }
        if (!encoding.guessed()) {
            return new BadFileException(
                    Problem.WRONG_ENCODING,
                    "after row " + rowNumber + " the text is not "
                            + encoding.charset().name() + "; name the right encoding, or none to have it recognised",
                    failure);
        }
        try (InputStream text = PackedText.open(file, format, limits).text()) {
            return ReadAgainException.inEncoding(TextEncoding.ofLegacyText(text).name());
        }
    }

    private static int bomOf(TextEncoding told, Charset forced) {
        return told.charset().equals(forced) ? told.bomBytes() : 0;
    }
}
