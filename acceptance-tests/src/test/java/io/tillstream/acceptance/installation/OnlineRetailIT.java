package io.tillstream.acceptance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.acceptance.browser.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Online Retail file, from the command line to the page, with the totals that its publisher's data are known to have. */
class OnlineRetailIT {

    @TempDir
    Path folder;

    @Test
    void shouldShowTheKnownTotalsEverywhereAndNotChangeWhenImportedTwice() throws Exception {
        Path file = data().resolve("online-retail/online_retail.csv.xz");
        assumeTrue(Files.exists(file), "the Online Retail file is not here; TILLSTREAM_DATA names its folder");
        try (Installation installation = Installation.start(folder.resolve("data"), "--no-simulator")) {
            Installation.Outcome imported = installation.run("import", file.toString());
            assertThat(imported.exitStatus()).describedAs(imported.output()).isZero();
            assertThat(imported.output()).contains("392,692").contains("18,532");
            assertTotals(installation);
            assertOrdersAndCellsAgree(installation);
            try (Page page = Page.open(installation)) {
                page.awaitValue("revenue", value -> value.compareTo("8887208.894") == 0, Duration.ofSeconds(30));
                page.awaitValue("orders", "18532"::equals, Duration.ofSeconds(30));
                page.awaitValue("customers", "4338"::equals, Duration.ofSeconds(30));
                assertThat(page.errors()).isEmpty();
            }
            assertThat(installation.run("import", file.toString()).exitStatus()).isZero();
            assertTotals(installation);
            Installation.Outcome audit = installation.audit();
            assertThat(audit.exitStatus()).describedAs(audit.output()).isZero();
        }
    }

    private static void assertTotals(Installation installation) throws Exception {
        JsonNode kpis = installation.get("query", "/api/v1/kpis");
        assertThat(kpis.path("revenue").asText()).isEqualTo("8887208.894");
        assertThat(kpis.path("orders").asLong()).isEqualTo(18_532);
        assertThat(kpis.path("customers").asLong()).isEqualTo(4_338);
        assertThat(kpis.path("units").asLong()).isEqualTo(5_152_002);
        JsonNode best = installation.get("query", "/api/v1/customers/14646");
        assertThat(best.toString())
                .contains("\"recency_days\":2,")
                .contains("\"orders\":73,")
                .contains("\"net\":280206.02");
    }

    /** The file says nobody's age, so that a filter by it takes in everybody; then answers come from the orders, without it from the engine's cells. */
    private static void assertOrdersAndCellsAgree(Installation installation) throws Exception {
        for (String question : List.of(
                "cohorts?measure=customers&by=total",
                "cohorts?measure=orders&by=country",
                "cohorts?measure=revenue&by=channel",
                "retention?from=2010-01-01",
                "seasonality?from=2011-01-01",
                "behaviour?dimension=total",
                "behaviour?dimension=day",
                "behaviour?dimension=device",
                "behaviour/distributions?to=2011-06-30")) {
            String cells = figures(installation, question);
            assertThat(cells).describedAs(question).hasSizeGreaterThan(200);
            assertThat(figures(installation, question + "&age_group=unknown"))
                    .describedAs(question)
                    .isEqualTo(cells);
        }
    }

    /** Without the moment of the question, and the sessions that only the whole shop has. */
    private static String figures(Installation installation, String question) throws Exception {
        JsonNode answer = installation.get("query", "/api/v1/" + question);
        answer.findParents("as_of").forEach(node -> ((ObjectNode) node).remove("as_of"));
        answer.findParents("sessions").forEach(node -> ((ObjectNode) node).remove(List.of("sessions", "conversion")));
        return answer.toPrettyString();
    }

    static Path data() {
        String configured = System.getenv("TILLSTREAM_DATA");
        return configured == null ? Path.of("../../shared/data") : Path.of(Objects.requireNonNull(configured));
    }
}
