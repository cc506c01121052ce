package io.tillstream.ingest.imports.clean;

import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.ReadAgainException;
import io.tillstream.ingest.imports.source.RowSource;
import io.tillstream.ingest.imports.source.RowSources;
import io.tillstream.ingest.imports.source.SourceLimits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One table on its way to events. Two passes: the first reads and cleans all of it, so that a file that is cut off or of the wrong shape publishes nothing; the
 * second makes one event of each order, or of each row where rows are events.
 */
public final class TableImport {

    private final Path file;
    private final @Nullable Charset encoding;
    private final @Nullable String sheet;
    private final SourceLimits limits;
    private final CleaningOptions options;

    /**
     * @param encoding character set of a text, null to recognise it
     * @param sheet sheet of a workbook, null for the first visible one
     */
    public TableImport(
            Path file,
            @Nullable Charset encoding,
            @Nullable String sheet,
            SourceLimits limits,
            CleaningOptions options) {
        this.file = file;
        this.encoding = encoding;
        this.sheet = sheet;
        this.limits = limits;
        this.options = options;
    }

    /**
     * Looks at the beginning of the file only.
     *
     * @throws io.tillstream.ingest.imports.source.BadFileException when it is no table or lacks a column
     */
    public void check() throws IOException {
        try (RowSource source = RowSources.open(file, encoding, sheet, limits)) {
            if (EventColumns.isTableOfEvents(source.header(), options)) {
                EventColumns.of(source.header(), options);
            } else {
                Columns.of(source.header(), options.mapping());
            }
        } catch (ReadAgainException _) {
            // the encoding shows later; the header is fine
        }
    }

    /**
     * Looks at the beginning of the file and says how it would be read.
     *
     * @param most rows to show
     * @throws io.tillstream.ingest.imports.source.BadFileException when it is no table
     */
    public TablePreview preview(int most) throws IOException {
        Charset charset = encoding;
        while (true) {
            try (RowSource source = RowSources.open(file, charset, sheet, limits)) {
                return preview(source, most);
            } catch (ReadAgainException wrongGuess) {
                String known = wrongGuess.encoding();
                if (known == null) {
                    throw new IOException("a preview reads no dates", wrongGuess);
                }
                charset = Charset.forName(known);
            }
        }
    }

    private TablePreview preview(RowSource source, int most) throws IOException {
        String[] header = source.header();
        boolean events = EventColumns.isTableOfEvents(header, options);
        List<TablePreview.Column> columns = new ArrayList<>();
        String problem = null;
        try {
            EventColumns ofEvents = events ? EventColumns.of(header, options) : null;
            Columns ofOrders = events ? null : Columns.of(header, options.mapping());
            for (int i = 0; i < header.length; i++) {
                Field field = ofOrders == null ? null : ofOrders.field(i);
                String name = ofEvents == null ? (field == null ? null : field.label()) : ofEvents.field(i);
                columns.add(new TablePreview.Column(header[i], name == null || name.isEmpty() ? null : name));
            }
        } catch (BadFileException e) {
            problem = e.getMessage();
            for (String name : header) {
                columns.add(new TablePreview.Column(name, guess(name)));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        String[] row = source.next();
        while (row != null && rows.size() < most) {
            rows.add(List.of(row));
            row = source.next();
        }
        return new TablePreview(
                events ? "events" : "orders",
                source.traits().format(),
                source.traits().encoding(),
                source.traits().delimiter(),
                source.traits().sheet(),
                columns,
                rows,
                problem);
    }

    /** What a column would be taken for by itself, by the mapping or by its name; null for nothing. */
    private @Nullable String guess(String column) {
        for (Map.Entry<String, String> mapped : options.mapping().entrySet()) {
            if (Field.bare(mapped.getKey()).equals(Field.bare(column))) {
                return mapped.getValue();
            }
        }
        return Field.ofColumn(column).map(Field::label).orElse(null);
    }

    /**
     * Reads the table and gives its events away.
     *
     * @param lineFile where clean lines are kept between the passes; removed in the end
     * @return what was cleaned and what is left
     * @throws io.tillstream.ingest.imports.source.BadFileException when the file as a whole cannot be imported
     */
    public CleaningReport run(Path lineFile, EventSink sink, Progress progress)
            throws IOException, InterruptedException {
        if (holdsEvents()) {
            return runEvents(sink, progress);
        }
        try {
            return new OrderAssembler(clean(lineFile, progress)).assemble(sink, progress);
        } finally {
            Files.deleteIfExists(lineFile);
        }
    }

    private boolean holdsEvents() throws IOException {
        try (RowSource source = RowSources.open(file, encoding, sheet, limits)) {
            return EventColumns.isTableOfEvents(source.header(), options);
        }
    }

    /** Reads the table twice, so that one that turns out to be broken publishes nothing. */
    private CleaningReport runEvents(EventSink sink, Progress progress) throws IOException, InterruptedException {
        Charset charset = encoding;
        boolean dayFirst = false;
        while (true) {
            DateText dates =
                    dayFirst ? DateText.dayFirst(options.zone()) : new DateText(options.dateFormat(), options.zone());
            try {
                CleaningReport first;
                try (RowSource source = RowSources.open(file, charset, sheet, limits)) {
                    first = new EventRows(source, options, dates).read(ignored -> {}, progress);
                }
                try (RowSource source = RowSources.open(file, charset, sheet, limits)) {
                    new EventRows(source, options, dates).send(sink, progress, first.rows());
                }
                return first;
            } catch (ReadAgainException wrongGuess) {
                String known = wrongGuess.encoding();
                dayFirst |= known == null;
                charset = known == null ? charset : Charset.forName(known);
            }
        }
    }

    private CleanTable clean(Path lineFile, Progress progress) throws IOException {
        Charset charset = encoding;
        DateText dates = new DateText(options.dateFormat(), options.zone());
        // each guess can be proven wrong once, hence at most three attempts
        while (true) {
            try (RowSource source = RowSources.open(file, charset, sheet, limits)) {
                return new Cleaner(source, options, dates).clean(lineFile, progress);
            } catch (ReadAgainException wrongGuess) {
                String known = wrongGuess.encoding();
                if (known != null) {
                    charset = Charset.forName(known);
                    dates = new DateText(options.dateFormat(), options.zone());
                } else {
                    dates = DateText.dayFirst(options.zone());
                }
            }
        }
    }
}
