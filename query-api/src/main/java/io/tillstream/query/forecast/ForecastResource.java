package io.tillstream.query.forecast;

import static io.tillstream.query.request.Parameter.CATEGORY;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.query.access.Roles;
import io.tillstream.query.answer.TableFormats;
import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.ChartPlan;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Params;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The forecast of daily sales. */
@Path("/api/v1/forecast")
@RolesAllowed(Roles.VIEWER)
@Recent
public class ForecastResource {

    private static final String TOTAL = "total";
    private static final String ALL = "all";
    private static final int SHOWN_DAYS = 56;
    private static final ChartPlan AHEAD = new ChartPlan(
            Chart.Kind.BAND, "Expected gross sales", List.of("day"), List.of("expected", "low", "high"), "");

    private final ForecastTables forecasts;
    private final TableFormats formats;

    ForecastResource(ForecastTables forecasts, TableFormats formats) {
        this.forecasts = forecasts;
        this.formats = formats;
    }

    /**
     * Gross sales of the days ahead, beside those of the last eight weeks.
     *
     * @param dimension {@code total} or {@code category}
     * @param value the category; {@code all} for total
     * @param method how; null when nothing is forecast
     * @param madeAt reference time; null when there is no record of such a series
     * @param trainedFrom first day learned from, or null
     * @param trainedTo last day learned from, or null
     * @param coverage share of days that the intervals are to contain, or null
     * @param days the days ahead; empty when nothing is forecast
     * @param metrics how good such forecasts were on the last four weeks, by name
     * @param sentence what to know about the figures: why there are none, or how good they are
     * @param history the last eight weeks learned from
     * @param categories that can be asked for
     */
    public record SalesAhead(
            String dimension,
            String value,
            @Nullable String method,
            @Nullable Instant madeAt,
            @Nullable LocalDate trainedFrom,
            @Nullable LocalDate trainedTo,
            @Nullable Double coverage,
            List<SalesForecast.Day> days,
            Map<String, Double> metrics,
            String sentence,
            List<DayGross> history,
            List<String> categories) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({CATEGORY})
    @Operation(summary = "Expected gross sales of the next 28 business days with their 80 % interval")
    public Uni<SalesAhead> forecast(@Context UriInfo uri) {
        String category = Params.of(uri).text(CATEGORY);
        String dimension = category == null ? TOTAL : CATEGORY.wireName();
        String value = category == null ? ALL : category;
        return forecasts.forecast(dimension, value).flatMap(found -> Uni.combine()
                .all()
                .unis(history(found), forecasts.categories())
                .with((history, categories) -> found.map(forecast -> shown(forecast, history, categories))
                        .orElseGet(() -> none(dimension, value, categories))));
    }

    @GET
    @Produces(TableFormats.CHART)
    @Accepts({CATEGORY})
    @Operation(hidden = true)
    public RestMulti<byte[]> forecastTable(@Context UriInfo uri) {
        String category = Params.of(uri).text(CATEGORY);
        Uni<Optional<SalesForecast>> found =
                category == null ? forecasts.forecast(TOTAL, ALL) : forecasts.forecast(CATEGORY.wireName(), category);
        return formats.of(SalesForecast.Day.class, AHEAD, found.map(forecast -> forecast.map(SalesForecast::days)
                .orElse(List.of())));
    }

    private Uni<List<DayGross>> history(Optional<SalesForecast> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        SalesForecast forecast = found.get();
        LocalDate shownFrom = forecast.trainedTo().minusDays(SHOWN_DAYS - 1);
        LocalDate from = shownFrom.isBefore(forecast.trainedFrom()) ? forecast.trainedFrom() : shownFrom;
        return forecasts.sold(forecast.dimension(), forecast.value(), from, forecast.trainedTo());
    }

    private static SalesAhead shown(SalesForecast forecast, List<DayGross> history, List<String> categories) {
        return new SalesAhead(
                forecast.dimension(),
                forecast.value(),
                forecast.method(),
                forecast.madeAt(),
                forecast.trainedFrom(),
                forecast.trainedTo(),
                forecast.coverage(),
                forecast.days(),
                forecast.metrics(),
                forecast.sentence(),
                history,
                categories);
    }

    private static SalesAhead none(String dimension, String value, List<String> categories) {
        String sentence = dimension.equals(TOTAL)
                ? "No forecast has been made yet: the first follows when a business day with sales is over."
                : "There is no forecast of this category: those that sell most have one.";
        return new SalesAhead(
                dimension, value, null, null, null, null, null, List.of(), Map.of(), sentence, List.of(), categories);
    }
}
