package io.tillstream.ingest.imports.source;

/**
 * What a file may at most unfold to. They protect memory and time against files that are made to exhaust them.
 *
 * @param inflatedBytes bytes after decompression, over all parts of a workbook
 * @param ratio bytes after decompression per byte before; looked at only beyond {@link #RATIO_FREE_BYTES}, because short texts may repeat a lot
 * @param cellChars characters in one cell
 * @param columns cells in one row
 * @param workbookEntries files inside a workbook
 * @param sharedStringChars characters in a workbook's table of shared texts, which has to be held in memory
 */
public record SourceLimits(
        long inflatedBytes, int ratio, int cellChars, int columns, int workbookEntries, long sharedStringChars) {

    /** Inflated bytes up to which the ratio is not looked at. */
    static final long RATIO_FREE_BYTES = 16L << 20;

    /** 16 GiB, 250 : 1, 1 Mi characters in a cell, 1,024 columns, 2,000 entries, 64 Mi shared characters. */
    public static final SourceLimits DEFAULT = new SourceLimits(16L << 30, 250, 1 << 20, 1_024, 2_000, 64L << 20);
}
