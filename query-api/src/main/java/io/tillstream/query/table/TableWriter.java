package io.tillstream.query.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Writes one table, piece by piece as its rows come: the start, any number of rows, the end. What is written is not kept. */
public interface TableWriter {

    /** What stands before the rows. */
    byte[] start();

    /** Some more rows. */
    byte[] rows(List<? extends JsonNode> rows);

    /** What stands after the rows. */
    byte[] end();
}
