package io.tillstream.ingest.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Settings of file imports, beside those of {@link IngestConfig}. */
@ConfigMapping(prefix = "tillstream")
interface ImportConfig {

    /** Folder for reports and for files being worked on. */
    @WithDefault(".tillstream")
    Path dataDir();

    /** The business time zone: times in files that name no zone are of this one. */
    @WithDefault("UTC")
    String zone();

    /** The reporting currency, ISO 4217. */
    @WithDefault("USD")
    String currency();

    /** Bounds of imports. */
    Ingest ingest();

    /** Bounds of imports. */
    interface Ingest {
        /** Largest file that is taken. */
        @WithDefault("2147483648")
        long maxImportBytes();

        /** Most rows of one file; finding duplicates takes 27 to 53 bytes of memory a row. */
        @WithDefault("10000000")
        long maxImportRows();

        /** Whether a request may name a file of this machine. */
        @WithDefault("false")
        boolean localFiles();
    }
}
