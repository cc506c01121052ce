package io.tillstream.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.kpi.Kpis;
import io.tillstream.query.table.Columns;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report says.
 *
 * @param shop its name
 * @param range the days, in words
 * @param filters values asked for, by name
 * @param kpis the tiles, which say as of when too
 * @param parts one after the other
 */
record Report(String shop, String range, Map<String, String> filters, Kpis kpis, List<Part> parts) {

    /**
     * A part.
     *
     * @param note what there is to know of the figures; null for nothing
     * @param chart null without one
     * @param columns those that are shown
     * @param rows those that are shown
     */
    record Part(
            String title, @Nullable String note, @Nullable Chart chart, Columns columns, List<JsonNode> rows) {}
}
