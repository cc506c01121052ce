package io.tillstream.ingest.imports.clean;

/** Is told how far an import came, and may stop it. */
public interface Progress {

    /**
     * Rows were read.
     *
     * @param rows rows so far
     * @param bytes bytes of the file so far
     * @throws java.util.concurrent.CancellationException to stop
     */
    void read(long rows, long bytes);

    /**
     * Clean lines were put to orders.
     *
     * @param lines lines so far
     * @param ofLines all clean lines
     * @throws java.util.concurrent.CancellationException to stop
     */
    void assembled(long lines, long ofLines);
}
