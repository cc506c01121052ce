package io.tillstream.query.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.query.chart.ChartPlan;
import io.tillstream.query.chart.PlotlyFigure;
import io.tillstream.query.table.Columns;
import io.tillstream.query.table.CsvTable;
import io.tillstream.query.table.Currency;
import io.tillstream.query.table.NdjsonTable;
import io.tillstream.query.table.TableWriter;
import io.tillstream.query.table.XlsxTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what writes a format. */
@ApplicationScoped
class Writers {

    private static final int MOST_SHEET_NAME = 25;

    private final RowJson json;
    private final Currency currency;
    private final Clock clock;

    Writers(RowJson json, Currency currency, Clock clock) {
        this.json = json;
        this.currency = currency;
        this.clock = clock;
    }

    /**
     * What writes a table.
     *
     * @param fields the wanted columns; null for all
     * @param address that was asked, with its parameters
     */
    TableWriter of(Format format, Columns columns, @Nullable Columns fields, String name, String address) {
        Columns shown = fields == null ? columns : fields;
        return switch (format) {
            case CSV -> new CsvTable(shown);
            case NDJSON -> new NdjsonTable(json.mapper(), fields);
            case XLSX -> new XlsxTable(sheet(name), shown, about(address));
            default -> throw new IllegalArgumentException(format + " is no table");
        };
    }

    /** A whole table at once. */
    byte[] table(
            Format format,
            Columns columns,
            @Nullable Columns fields,
            String name,
            String address,
            List<JsonNode> rows) {
        TableWriter writer = of(format, columns, fields, name, address);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(writer.start());
        all.writeBytes(writer.rows(rows));
        all.writeBytes(writer.end());
        return all.toByteArray();
    }

    /** A Plotly figure. */
    byte[] figure(ChartPlan plan, Columns columns, List<JsonNode> rows) {
        try {
            return json.mapper().writeValueAsBytes(PlotlyFigure.of(plan.draw(columns, rows, currency.code())));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sheet(String name) {
        return name.length() > MOST_SHEET_NAME ? name.substring(0, MOST_SHEET_NAME) : name;
    }

    private Map<String, String> about(String address) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> about = new LinkedHashMap<>();
        about.put("asked", address);
        about.put("at", now.toString());
        about.put("currency", currency.code());
        return about;
    }
}
