package io.tillstream.ingest.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tillstream.ingest.imports.job.EventIds;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class ImportsApiTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    private final String bootstrapServers;
    private final String customer = "c-" + UUID.randomUUID();

    ImportsApiTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldImportAFileAndShowItsReport() {
        Response accepted = upload(table()).post("/v1/imports");

        accepted.then().statusCode(202).header("Location", containsString("/v1/imports/"));
        finished(accepted)
                .body("state", equalTo("completed"))
                .body("file", equalTo("history.csv"))
                .body("progress.percent", equalTo(100))
                .body("progress.rows", equalTo(4))
                .body("progress.events_acknowledged", equalTo(2))
                .body("report.revenue", equalTo(12.65f))
                .body("report.orders", equalTo(2))
                .body("report.steps[1].step", equalTo("without_customer"))
                .body("report.steps[1].removed", equalTo(1))
                .body("report.steps[1].examples[0].row", equalTo(4))
                .body("problem", nullValue());
        assertThat(EventIds.onTheLog(bootstrapServers, customer)).hasSize(2);
    }

    @Test
    void shouldSendTheSameEventsWhenAFileIsImportedTwice() {
        finished(upload(table()).post("/v1/imports")).body("state", equalTo("completed"));
        List<String> first = EventIds.onTheLog(bootstrapServers, customer);
        finished(upload(table()).post("/v1/imports")).body("state", equalTo("completed"));

        assertThat(EventIds.onTheLog(bootstrapServers, customer)).hasSize(4).containsOnlyElementsOf(first);
    }

    @Test
    void shouldImportATableOfEvents() {
        String table = "Timestamp,Customer ID,Ticket ID,Category\n2026-01-01 10:00:00," + customer + ",t-1,delivery\n"
                + "2026-01-02 10:00:00," + customer + ",,delivery\n2026-01-03 10:00:00," + customer + ",t-2,payment\n";

        finished(upload(table).multiPart("action", "ticket_opened").post("/v1/imports"))
                .body("state", equalTo("completed"))
                .body("progress.events_acknowledged", equalTo(2))
                .body("report.lines", equalTo(2))
                .body("report.events.ticket_opened", equalTo(2))
                .body("report.steps[0].examples[0].reason", containsString("properties.ticket_id: must be given"));
        assertThat(EventIds.onTheLog(bootstrapServers, customer)).hasSize(2);
    }

    @Test
    void shouldSendNothingInADryRun() {
        finished(upload(table()).multiPart("dry_run", "true").post("/v1/imports"))
                .body("state", equalTo("completed"))
                .body("dry_run", equalTo(true))
                .body("report.orders", equalTo(2))
                .body("progress.events_acknowledged", equalTo(0));

        assertThat(EventIds.onTheLog(bootstrapServers, customer)).isEmpty();
    }

    @Test
    void shouldTakeOptionsFromTheForm() {
        String table =
                "Bestellung;Artikel;Menge;Datum;Preis;Kunde\nC1;Tasse;-2;24.12.2023 18:30;2,50;" + customer + "\n";

        finished(upload(table)
                        .multiPart("mapping", """
                                {"Bestellung":"order_id","Artikel":"product_id","Menge":"quantity",
                                 "Datum":"event_time","Preis":"price","Kunde":"customer_id"}""")
                        .multiPart("cancellations", "refund")
                        .multiPart("encoding", "UTF-8")
                        .multiPart("date_format", "d.M.yyyy H:mm")
                        .post("/v1/imports"))
                .body("state", equalTo("completed"))
                .body("report.delimiter", equalTo(";"))
                .body("report.refunds", equalTo(1))
                .body("report.refunded", equalTo(5));
    }

    @Test
    void shouldListImportsNewestFirstWithoutReports() {
        String id = finished(upload(table()).post("/v1/imports")).extract().path("id");

        authorised()
                .get("/v1/imports")
                .then()
                .statusCode(200)
                .body("imports.id", hasItem(id))
                .body("imports.report", everyItem(nullValue()));
    }

    @Test
    void shouldAnswerADeleteOfAFinishedImportWithItsState() {
        String id = finished(upload(table()).post("/v1/imports")).extract().path("id");

        authorised().delete("/v1/imports/" + id).then().statusCode(200).body("state", equalTo("completed"));
    }

    @Test
    void shouldFailLaterWhenAFileTurnsOutToBeBroken() {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < 1_500; i++) {
            rows.append("1,A,MUG,1,some day,2.55,").append(customer).append(",UK\n");
        }

        finished(upload(rows.toString()).post("/v1/imports"))
                .body("state", equalTo("failed"))
                .body("problem.code", equalTo("mostly-unreadable"))
                .body("problem.detail", containsString("InvoiceDate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action|fly|action: is none; known are page_view",
                "mapping|{|mapping: is not JSON",
                "mapping|[1]|mapping: must be a JSON object",
                "mapping|{\"Nowhere\":\"price\"}|column Nowhere",
                "date_format|qqq{|date_format: is neither",
                "encoding|klingon|encoding: is no character set",
                "outliers|maybe|outliers: is neither off nor iqr",
                "cancellations|keep|cancellations: is neither drop nor refund",
                "dry_run|perhaps|dry_run: is neither true nor false",
                "colour|red|colour: is no option"
            })
    void shouldRefuseAWrongOption(String option, String value, String reason) {
        upload(table())
                .multiPart(option, value)
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    @Test
    void shouldRefuseAtOnceWhatIsNoTable() {
        upload("%PDF-1.7")
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("type", endsWith(":invalid-file"))
                .body("code", equalTo("unsupported-format"));
        upload("").post("/v1/imports").then().statusCode(422).body("code", equalTo("empty"));
        upload("a,b\n1,2\n")
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("code", equalTo("wrong-columns"))
                .body("detail", containsString("[a, b]"));
    }

    @Test
    void shouldRefuseRequestsWithoutWriteKey() {
        given().multiPart("file", "history.csv", bytes(table()))
                .post("/v1/imports")
                .then()
                .statusCode(401);
        given().header("X-Write-Key", "wrong-key-0123456789")
                .get("/v1/imports")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"));
        given().get("/v1/imports/some").then().statusCode(401);
        given().delete("/v1/imports/some").then().statusCode(401);
    }

    @Test
    void shouldRefuseOtherRequests() {
        authorised().get("/v1/imports/none").then().statusCode(404).body("type", endsWith(":import-not-found"));
        authorised().delete("/v1/imports/none").then().statusCode(404);
        authorised().put("/v1/imports").then().statusCode(405).header("Allow", "GET, POST");
        authorised().post("/v1/imports/some").then().statusCode(405).header("Allow", "GET, DELETE");
        authorised()
                .contentType("text/csv")
                .body(table())
                .post("/v1/imports")
                .then()
                .statusCode(415);
        authorised()
                .multiPart("other", "history.csv", bytes(table()))
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("detail", containsString("part named file"));
        authorised().multiPart("dry_run", "true").post("/v1/imports").then().statusCode(400);
        authorised()
                .contentType("application/json")
                .body("{\"path\":\"/etc/hostname\"}")
                .post("/v1/imports")
                .then()
                .statusCode(403)
                .body("detail", containsString("tillstream.ingest.local-files"));
    }

    @Test
    void shouldShowTheFirstRowsAndWhatColumnsWouldBeTakenFor() {
        upload("Beleg;Artikel;Menge;Datum;Preis;Kunde\n1;A;2;01.12.2010 08:26;2,55;" + customer + "\n")
                .multiPart(
                        "mapping",
                        "{\"Beleg\":\"order_id\",\"Artikel\":\"product_id\",\"Menge\":\"quantity\",\"Datum\":\"event_time\"}")
                .post("/v1/imports/preview")
                .then()
                .statusCode(200)
                .body("kind", equalTo("orders"))
                .body("delimiter", equalTo(";"))
                .body("columns[0].name", equalTo("Beleg"))
                .body("columns[0].field", equalTo("order_id"))
                .body("rows[0][5]", equalTo(customer))
                .body("problem", containsString("no column for price, customer_id"));
    }

    @Test
    void shouldReadByASavedMapping() {
        String name = "Kasse " + customer;
        authorised()
                .contentType("application/json")
                .body(
                        "{\"mapping\":{\"Beleg\":\"order_id\",\"Artikel\":\"product_id\",\"Menge\":\"quantity\",\"Datum\":\"event_time\","
                                + "\"Preis\":\"price\",\"Kunde\":\"customer_id\"},\"options\":{\"date_format\":\"d.M.yyyy H:mm\"},\"shared\":true}")
                .put("/v1/imports/mappings/{name}", name)
                .then()
                .statusCode(200)
                .body("owner", equalTo("tests"));
        authorised().get("/v1/imports/mappings").then().statusCode(200).body("mappings.name", hasItem(name));

        finished(upload("Beleg;Artikel;Menge;Datum;Preis;Kunde\n1;A;2;01.12.2010 08:26;2,55;" + customer + "\n")
                        .multiPart("mapping_name", name)
                        .post("/v1/imports"))
                .body("state", equalTo("completed"))
                .body("report.orders", equalTo(1));

        authorised().delete("/v1/imports/mappings/{name}", name).then().statusCode(204);
        authorised().delete("/v1/imports/mappings/{name}", name).then().statusCode(404);
        upload(HEADER)
                .multiPart("mapping_name", name)
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("code", equalTo("mapping_name"));
    }

    @Test
    void shouldNotOverwriteAMappingUnseen() {
        String address = "/v1/imports/mappings/till-" + customer;
        Response saved = put(address, "Beleg", null);
        saved.then().statusCode(200).body("own", equalTo(true));
        String tag = saved.header("ETag");
        assertThat(tag).isEqualTo("\"" + saved.path("version") + "\"");
        assertThat(authorised().get(address).header("ETag")).isEqualTo(tag);
        assertThat(put(address, "Beleg", null).header("ETag")).as("said again").isEqualTo(tag);

        put(address, "Bon", null).then().statusCode(428).body("type", endsWith(":precondition-required"));
        Response changed = put(address, "Bon", tag);
        changed.then().statusCode(200);
        put(address, "Rechnung", tag)
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", endsWith(":changed-meanwhile"));
        put(address, "Rechnung", "\"some\"").then().statusCode(412);
        authorised().header("If-Match", tag).delete(address).then().statusCode(412);
        authorised().get(address).then().body("mapping", equalTo(Map.of("Bon", "order_id")));

        authorised()
                .header("If-Match", changed.header("ETag"))
                .delete(address)
                .then()
                .statusCode(204);
        put(address, "Beleg", tag).then().statusCode(412);
        put(address, "Beleg", "\"0\"").then().statusCode(200);
    }

    private static Response put(String address, String column, @Nullable String tag) {
        RequestSpecification request =
                authorised().contentType("application/json").body("{\"mapping\":{\"" + column + "\":\"order_id\"}}");
        return (tag == null ? request : request.header("If-Match", tag)).put(address);
    }

    @Test
    void shouldRefuseMappingsThatCannotBe() {
        authorised()
                .contentType("application/json")
                .body("[]")
                .put("/v1/imports/mappings/a")
                .then()
                .statusCode(400);
        authorised()
                .contentType("application/json")
                .body("{\"mapping\":{},\"options\":{\"fly\":\"1\"}}")
                .put("/v1/imports/mappings/a")
                .then()
                .statusCode(422);
        authorised()
                .contentType("application/json")
                .body("{\"mapping\":{}}")
                .put("/v1/imports/mappings/{name}", "!")
                .then()
                .statusCode(422);
        given().contentType("application/json")
                .body("{}")
                .put("/v1/imports/mappings/a")
                .then()
                .statusCode(401);
        given().get("/v1/imports/mappings").then().statusCode(401);
    }

    private String table() {
        String row = ",2010-12-01 08:26:00,2.55," + customer + ",UK\n";
        return HEADER + "1,A,MUG,1" + row + "1,B,LAMP,2,2010-12-01 08:26:00,2.5," + customer + ",UK\n"
                + "2,A,MUG,1,2010-12-01 08:26:00,2.55,,UK\n" + "3,A,MUG,2" + row;
    }

    private static RequestSpecification authorised() {
        return given().header("Authorization", "Bearer " + KafkaTestResource.WRITE_KEY);
    }

    private static RequestSpecification upload(String content) {
        return authorised().multiPart("file", "history.csv", bytes(content));
    }

    private static ValidatableResponse finished(Response accepted) {
        String id = accepted.then().statusCode(202).extract().path("id");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            String state = authorised().get("/v1/imports/" + id).path("state");
            return List.of("completed", "failed", "cancelled").contains(state);
        });
        return authorised().get("/v1/imports/" + id).then().statusCode(200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
