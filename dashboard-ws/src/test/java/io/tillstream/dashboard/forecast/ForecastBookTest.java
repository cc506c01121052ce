package io.tillstream.dashboard.forecast;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static io.tillstream.dashboard.testing.Figures.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.dashboard.sales.SalesBook;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import io.tillstream.dashboard.testing.Figures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastBookTest {

    private static final LocalDate LAST = LocalDate.parse("2024-05-01");

    private final ForecastBook book = new ForecastBook();
    private final SalesBook sales = new SalesBook(new Freshness(), new Link(), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void shouldShowDaysAheadBesideTheNewestDays() {
        for (int back = 0; back < ForecastChannel.PAST + 10; back++) {
            SalesCell day = Figures.day(LAST.minusDays(back).toString(), 1, (100 + back) * UNIT);
            sales.read(new ConsumerRecord<>(
                    "sales",
                    0,
                    0,
                    ("day|" + day.day() + "|total|all").getBytes(StandardCharsets.UTF_8),
                    OutputJson.of(SalesCell.class).write(day)));
        }
        take("total|all", forecast("total", "all"));
        take("category|Books", forecast("category", "Books"));
        take("category|Books", null);

        JsonNode data = new ForecastChannel(book, sales).data(NOON);
        assertThat(data.path("past").size()).isEqualTo(ForecastChannel.PAST);
        assertThat(data.at("/past/2024-05-01").asInt()).isEqualTo(100);
        assertThat(data.path("forecasts").size()).isEqualTo(1);
        JsonNode total = data.path("forecasts").path("total|all");
        assertThat(total.at("/days/2024-05-02").toString()).isEqualTo("[12.5,10,15]");
        assertThat(total.path("sentence").asText()).isEqualTo("Good.");
        assertThat(total.path("metrics").toString()).isEqualTo("{\"mase\":0.8}");
    }

    @Test
    void shouldKeepTheTotalHoweverManyCategoriesThereAre() {
        for (int i = 0; i < 2 * ForecastBook.KEPT; i++) {
            take("category|c" + i, forecast("category", "c" + i));
        }
        take("total|all", forecast("total", "all"));
        assertThat(book.forecasts()).hasSize(ForecastBook.KEPT + 1).anyMatch(forecast -> forecast.dimension()
                .equals("total"));
    }

    private static SalesForecast forecast(String dimension, String value) {
        return new SalesForecast(
                dimension,
                value,
                "ETS(A,N,A)",
                NOON,
                LAST.minusDays(100),
                LAST,
                0.8,
                List.of(new SalesForecast.Day(LAST.plusDays(1), 12_500_000, 10 * UNIT, 15 * UNIT)),
                Map.of("mase", 0.8, "mae", Double.NaN),
                "Good.");
    }

    private void take(String key, @Nullable SalesForecast forecast) {
        byte[] value =
                forecast == null ? null : OutputJson.of(SalesForecast.class).write(forecast);
        book.read(new ConsumerRecord<>("forecasts", 0, 0, key.getBytes(StandardCharsets.UTF_8), value));
    }
}
