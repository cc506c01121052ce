package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.ingest.events.Examples;
import io.tillstream.ingest.imports.clean.CleaningReport.Example;
import io.tillstream.ingest.imports.clean.Tables.Outcome;
import io.tillstream.ingest.imports.source.BadFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTableTest {

    private static final Instant LATEST = Instant.parse("2026-06-01T00:00:00Z");
    private static final CleaningOptions PLAIN =
            new CleaningOptions(Map.of(), null, null, false, null, ZoneOffset.UTC, "USD", LATEST, 10_000);

    @TempDir
    Path folder;

    /** An example as cells: what a shop's own export would have. */
    private static Map<String, String> cells(JsonNode event) {
        Map<String, String> cells = new LinkedHashMap<>();
        event.properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                cells.put(field.getKey(), field.getValue().asText());
            }
        });
        event.path("items").path(0).properties().forEach(field -> {
            boolean plain = field.getKey().equals("quantity")
                    || field.getKey().equals("discount")
                    || field.getKey().equals("product_id");
            cells.put(
                    (plain ? "" : "product_") + field.getKey(), field.getValue().asText());
        });
        event.path("context").properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                cells.put(field.getKey(), field.getValue().asText());
            }
        });
        event.path("context").path("campaign").properties().forEach(field -> {
            cells.put("campaign_" + field.getKey(), field.getValue().asText());
        });
        event.path("properties").properties().forEach(field -> {
            cells.put(field.getKey(), field.getValue().asText());
        });
        return cells;
    }

    @Test
    void shouldMakeTheSameEventOfARowAsOfItsJsonWhateverTheAction() throws Exception {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        List<CommerceEvent> expected = new ArrayList<>();
        for (String json : Examples.all()) {
            Map<String, String> cells = cells(new ObjectMapper().readTree(json));
            rows.add(cells);
            columns.addAll(cells.keySet());
            expected.add(new EventReader("USD").read(json.getBytes(StandardCharsets.UTF_8), LATEST));
        }
        StringBuilder table = new StringBuilder(String.join(";", columns)).append('\n');
        for (Map<String, String> row : rows) {
            List<String> line =
                    columns.stream().map(column -> row.getOrDefault(column, "")).toList();
            table.append(String.join(";", line)).append('\n');
        }

        Outcome outcome = Tables.run(folder, table.toString(), PLAIN);

        assertThat(outcome.step(Step.UNREADABLE).examples()).isEmpty();
        assertThat(outcome.events()).containsExactlyElementsOf(expected);
        assertThat(outcome.report().lines()).isEqualTo(Action.values().length);
        assertThat(outcome.report().events()).hasSize(Action.values().length).containsEntry("ticket_opened", 1L);
        assertThat(outcome.report().revenue()).isEqualByComparingTo("27.49");
        assertThat(outcome.report().refunded()).isEqualByComparingTo("27.49");
        assertThat(outcome.report().customers()).isEqualTo(2);
    }

    @Test
    void shouldImportACatalogueByOptionAndMapping() throws Exception {
        Outcome outcome = Tables.run(
                folder,
                "Artikel;Bezeichnung;Warengruppe;Preis;Bestand;Stand\np-1;Tasse;Home;2,50;1200;24.12.2023 18:30\n",
                Tables.withAction(
                        Action.PRODUCT_UPDATED,
                        Map.of(
                                "Artikel", "product_id",
                                "Bezeichnung", "title",
                                "Warengruppe", "category",
                                "Preis", "price",
                                "Bestand", "stock_on_hand",
                                "Stand", "timestamp")));

        CommerceEvent.ProductUpdated updated =
                (CommerceEvent.ProductUpdated) outcome.events().getFirst();
        assertThat(updated.product().title()).isEqualTo("Tasse");
        assertThat(updated.product().category()).isEqualTo("Home");
        assertThat(updated.product().priceMicros()).isEqualTo(2_500_000);
        assertThat(updated.stockOnHand()).isEqualTo(1_200);
        assertThat(updated.timestamp()).isEqualTo(Instant.parse("2023-12-24T18:30:00Z"));
        assertThat(outcome.report().products()).isEqualTo(1);
        assertThat(outcome.report().customers()).isZero();
    }

    @Test
    void shouldSayWhichRowsAreWrongAndWhy() throws Exception {
        Outcome outcome = Tables.run(folder, """
                Event,Timestamp,Customer ID,Survey,Score,Order ID,Price,Quantity,Product
                survey_answered,2026-01-01 10:00:00,c-1,nps,9,,,,
                survey_answered,2026-01-01 10:00:00,c-1,nps,9,,,,
                survey_answered,2026-01-01 10:00:00,c-1,nps,11,,,,
                survey_answered,2026-01-01 10:00:00,c-1,nps,nine,,,,
                fly,2026-01-01 10:00:00,c-1,,,,,,
                survey_answered,some day,c-1,nps,9,,,,
                survey_answered,2026-01-01 10:00:00,,nps,9,,,,
                survey_answered,2026-01-02 10:00:00,c-2,csat,5,,,,
                survey_answered,2026-01-03 10:00:00,c-2,csat,5,,,,
                survey_answered,2026-01-04 10:00:00,c-2,csat,5,,,,
                """, PLAIN);

        assertThat(outcome.step(Step.UNREADABLE).examples())
                .containsExactly(
                        new Example(4, "score: must be from 0 to 10"),
                        new Example(5, "Score: is no number"),
                        new Example(6, "Event: is not a known action"),
                        new Example(7, "Timestamp: is no date"),
                        new Example(8, "customer_id: must be given, or anonymous_id for a visitor not known yet"));
        assertThat(outcome.step(Step.DUPLICATE).examples())
                .extracting(Example::row)
                .containsExactly(3L);
        assertThat(outcome.report().events()).containsExactly(Map.entry("survey_answered", 4L));
    }

    @Test
    void shouldRefuseASecondRowOfAnOrderRatherThanLoseIt() throws Exception {
        Outcome outcome = Tables.run(folder, """
                action,timestamp,customer_id,order_id,product_id,product_price,quantity
                purchase,2026-01-01,c-1,o-1,p-1,5,1
                purchase,2026-01-01,c-1,o-1,p-2,5,1
                purchase,2026-01-01,c-2,o-1,p-2,5,2
                """, PLAIN);

        assertThat(outcome.events()).hasSize(2);
        assertThat(outcome.report().revenue()).isEqualByComparingTo("15");
        assertThat(outcome.step(Step.UNREADABLE).examples().getFirst().reason())
                .startsWith("order_id: stands in a row before");
    }

    @Test
    void shouldMakeTheSameIdsEachTimeAndOthersFromOtherRows() throws Exception {
        String head = "action,timestamp,customer_id,points\n";
        String row = "points_redeemed,2026-01-01 10:00,c-1,200\n";
        String id = idOf(head + row);

        assertThat(idOf(head + row)).isEqualTo(id);
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(idOf(head + row.replace("200", "201"))).isNotEqualTo(id);
        assertThat(idOf(head.replace("points", "points,note") + row.replace("200", "200,")))
                .isNotEqualTo(id);
    }

    private String idOf(String table) throws Exception {
        return Tables.run(folder, table, PLAIN).events().getFirst().envelope().eventId();
    }

    @Test
    void shouldReadTheDayFirstOnceADateShowsIt() throws Exception {
        Outcome outcome = Tables.run(folder, """
                action,timestamp,customer_id,points
                points_redeemed,2/1/2026 10:00,c-1,200
                points_redeemed,13/1/2026 10:00,c-1,200
                """, PLAIN);

        assertThat(outcome.events())
                .extracting(CommerceEvent::timestamp)
                .containsExactly(Instant.parse("2026-01-02T10:00:00Z"), Instant.parse("2026-01-13T10:00:00Z"));
    }

    @Test
    void shouldNameTheColumnThatIsMissingOrGivenTwice() {
        assertThatThrownBy(() -> Tables.run(folder, "action,customer_id\npage_view,c-1\n", PLAIN))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("no column for timestamp");
        assertThatThrownBy(() -> Tables.run(folder, "action,timestamp,Event Time\npage_view,1,2\n", PLAIN))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("both look like timestamp");
        assertThatThrownBy(() -> Tables.run(
                        folder,
                        "a,timestamp\n1,2\n",
                        Tables.withAction(Action.PAGE_VIEW, Map.of("nowhere", "customer_id"))))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("does not have");
    }

    @Test
    void shouldRefuseATableThatIsMostlyWrong() {
        assertThatThrownBy(() -> Tables.run(folder, "action,timestamp\nfly,2026-01-01\n", PLAIN))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("is not a known action");
    }
}
