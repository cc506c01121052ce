package io.tillstream.ingest.imports.job;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * How this installation imports.
 *
 * @param folder where reports and files being worked on are kept
 * @param maxImportBytes largest file that is taken
 * @param maxRows most rows of one file; bounds the memory of finding duplicates, 27 to 53 bytes a row
 * @param localFiles whether a request may name a file on this machine
 * @param zone the business time zone
 * @param currency the installation's currency, ISO 4217
 */
public record ImportSettings(
        Path folder, long maxImportBytes, long maxRows, boolean localFiles, ZoneId zone, String currency) {

    /** Checks the bounds. */
    public ImportSettings {
        if (maxImportBytes <= 0) {
            throw new IllegalArgumentException("tillstream.ingest.max-import-bytes must be above 0");
        }
        if (maxRows <= 0 || maxRows > 100_000_000) {
            throw new IllegalArgumentException("tillstream.ingest.max-import-rows must be between 1 and 100000000");
        }
    }
}
