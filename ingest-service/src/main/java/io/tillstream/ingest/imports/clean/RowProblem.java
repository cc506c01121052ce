package io.tillstream.ingest.imports.clean;

/** One row cannot be used. Says which column is wrong and why; never holds a cell's content. */
final class RowProblem extends Exception {

    private static final long serialVersionUID = 1L;

    RowProblem(String column, String reason) {
        // no stack trace: a broken file makes millions of these
        super(column + ": " + reason, null, false, false);
    }
}
