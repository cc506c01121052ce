package io.tillstream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputSchemasTest {

    private static final Instant AT = Instant.parse("2024-01-01T12:00:00Z");

    private final Schemas schemas = new Schemas();

    @Test
    void shouldDescribeProfiles() {
        check(
                "customer-profile",
                CustomerProfile.class,
                new CustomerProfile(
                        "c-1",
                        AT,
                        AT,
                        AT,
                        AT,
                        2,
                        3,
                        59_990_000,
                        1_000_000,
                        58_990_000,
                        29_495_000L,
                        3,
                        4,
                        4.5,
                        2,
                        7,
                        1.25,
                        3,
                        new RfmScore(5, 4, 3),
                        "Loyal",
                        "Low",
                        "rule",
                        "36-45",
                        "f",
                        "Chicago",
                        "US",
                        "web",
                        AT,
                        AT));
        check(
                "customer-profile",
                CustomerProfile.class,
                new CustomerProfile(
                        "anon:v", AT, AT, null, null, 0, 0, 0, 0, 0, null, null, 0, null, 0, 1, null, 0, null, null,
                        null, null, null, null, null, null, null, null, AT));
    }

    @Test
    void shouldDescribeTransitions() {
        check(
                "segment-transition",
                SegmentTransition.class,
                new SegmentTransition("c-1", "Loyal", "At Risk", "333", "233", "cut_points", AT));
        check(
                "segment-transition",
                SegmentTransition.class,
                new SegmentTransition("c-1", null, "New Customers", null, "511", "purchase", AT));
    }

    @Test
    void shouldDescribeCarts() {
        CartChange.Line line = new CartChange.Line("p-1", null, "Books", 2, 59_980_000);
        for (String state : List.of("open", "abandoned", "recovered", "purchased", "emptied")) {
            check(
                    "cart-change",
                    CartChange.class,
                    new CartChange("c-1@1", "c-1", null, state, AT, AT, 59_980_000, List.of(line), null));
        }
    }

    @Test
    void shouldDescribeCells() {
        check(
                "funnel-cell",
                FunnelCell.class,
                new FunnelCell(AT, "device", "mobile", 9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 0, 1_500_000, 0, AT));
        check(
                "sales-cell",
                SalesCell.class,
                new SalesCell(
                        "day",
                        LocalDate.of(2024, 1, 1),
                        "product",
                        "p-1",
                        "T",
                        "Books",
                        1,
                        2,
                        3,
                        4,
                        -1,
                        1,
                        1,
                        1,
                        5,
                        6,
                        12L,
                        AT));
        check(
                "sales-cell",
                SalesCell.class,
                new SalesCell("all", null, "total", "all", null, null, 1, 2, 3, 0, 3, 0, 0, 1, 0, 0, null, AT));
        check(
                "seasonality-cell",
                SeasonalityCell.class,
                new SeasonalityCell(AT, LocalDate.of(2024, 1, 1), 12, 1, 3, 4, 5_000_000, 6, AT));
    }

    @Test
    void shouldDescribeCutPoints() {
        check(
                "rfm-cut-points",
                RfmCutPoints.class,
                new RfmCutPoints(
                        AT, AT, 10, true, List.of(AT, AT, AT, AT), List.of(1L, 2L, 3L, 4L), List.of(1L, 2L, 3L, 4L)));
    }

    @Test
    void shouldRefuseWhatIsNoSuchOutput() {
        assertThat(schemas.problems("output/seasonality-cell.json", "{\"hour\":\"2024-01-01T12:00:00Z\"}"))
                .isNotEmpty();
        assertThat(schemas.problems("output/cart-change.json", "{\"state\":\"lost\"}"))
                .isNotEmpty();
    }

    private <T> void check(String schema, Class<T> type, T value) {
        byte[] json = OutputJson.of(type).write(value);

        assertThat(schemas.problems("output/" + schema + ".json", new String(json, StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(OutputJson.of(type).read(json)).isEqualTo(value);
    }
}
