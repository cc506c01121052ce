package io.tillstream.query.projection;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;

/** The newest forecast of each series as it stands on the topic. */
final class ForecastTable {

    private static final OutputJson<SalesForecast> JSON = OutputJson.of(SalesForecast.class);

    private ForecastTable() {}

    static TopicProjector forecasts(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.FORECASTS.name(),
                SalesForecast.class,
                StagedTable.replacing("sales_forecasts", "dimension, value, made_at, forecast", "dimension, value"),
                forecast -> SalesForecast.key(forecast.dimension(), forecast.value()),
                (row, forecast) -> row.text(forecast.dimension())
                        .text(forecast.value())
                        .time(forecast.madeAt())
                        .json(json(forecast)),
                "DELETE FROM sales_forecasts WHERE dimension || '|' || value" + StateProjector.AMONG_KEYS,
                "TRUNCATE sales_forecasts",
                refused);
    }

    /** But for the character that PostgreSQL cannot hold. */
    private static String json(SalesForecast forecast) {
        return new String(JSON.write(forecast), StandardCharsets.UTF_8).replace("\\u0000", "\\ufffd");
    }
}
