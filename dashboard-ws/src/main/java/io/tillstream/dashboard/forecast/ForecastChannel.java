package io.tillstream.dashboard.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.sales.SalesBook;
import java.time.Instant;

/**
 * Channel {@code forecast}: by {@code dimension|value} the days ahead {@code [expected, low, high]}, and of the total the gross sales of the newest
 * {@value #PAST} days beside them.
 */
public final class ForecastChannel implements Channel {

    static final int PAST = 56;

    private final ForecastBook book;
    private final SalesBook sales;

    /** Draws from both books. */
    public ForecastChannel(ForecastBook book, SalesBook sales) {
        this.book = book;
        this.sales = sales;
    }

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public long version(Instant now) {
        return book.version() + sales.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        ObjectNode past = data.putObject("past");
        sales.days().descendingMap().entrySet().stream()
                .limit(PAST)
                .forEach(day -> past.set(day.getKey().toString(), gross(day.getValue())));
        ObjectNode forecasts = data.putObject("forecasts");
        for (SalesForecast forecast : book.forecasts()) {
            write(forecast, forecasts.putObject(SalesForecast.key(forecast.dimension(), forecast.value())));
        }
        return data;
    }

    private static JsonNode gross(SalesCell cell) {
        return Figures.money(cell.grossMicros());
    }

    private static void write(SalesForecast forecast, ObjectNode node) {
        node.put("dimension", forecast.dimension());
        node.put("value", forecast.value());
        if (forecast.method() != null) {
            node.put("method", forecast.method());
        }
        node.put("made_at", forecast.madeAt().toString());
        node.put("trained_to", forecast.trainedTo().toString());
        node.put("coverage", forecast.coverage());
        node.put("sentence", forecast.sentence());
        ObjectNode metrics = node.putObject("metrics");
        forecast.metrics().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                metrics.put(name, value);
            }
        });
        ObjectNode days = node.putObject("days");
        for (SalesForecast.Day day : forecast.days()) {
            days.putArray(day.day().toString())
                    .add(Figures.money(day.expectedMicros()))
                    .add(Figures.money(day.lowMicros()))
                    .add(Figures.money(day.highMicros()));
        }
    }
}
