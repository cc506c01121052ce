package io.tillstream.ingest.imports.clean;

import io.tillstream.ingest.imports.source.SourceTraits;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table after the first pass: all its rows were read, the clean ones wait on disk.
 *
 * @param traits what was recognised of the file
 * @param dateFormat how dates were read
 * @param notes what a reader should know about the choices made
 * @param rows rows read, without the header
 * @param removals what was removed so far
 * @param lineFile the clean lines
 * @param lines how many
 * @param orders their orders, with the number of lines of each
 * @param quantities usual quantities; null when outliers stay
 * @param prices usual prices in micros; null when outliers stay
 */
record CleanTable(
        SourceTraits traits,
        @Nullable String dateFormat,
        List<String> notes,
        long rows,
        Removals removals,
        Path lineFile,
        long lines,
        OrderIndex orders,
        @Nullable Fences quantities,
        @Nullable Fences prices) {

    boolean isOutlier(Line line) {
        return !line.refund()
                && quantities != null
                && prices != null
                && !(quantities.contains(line.quantity()) && prices.contains(line.priceMicros()));
    }
}
