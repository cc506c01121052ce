package io.tillstream.ingest.contracts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.contracts.schema.ContractSchemas;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class ContractRoutesTest {

    @Test
    void shouldGiveEverySchemaThatItLists() {
        List<String> addresses = given().get("/schemas")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.url");
        assertThat(addresses).contains("/schemas/purchase.json", "/schemas/output/customer-profile.json");
        for (String address : addresses) {
            given().get(address)
                    .then()
                    .statusCode(200)
                    .contentType("application/schema+json")
                    .body("$id", equalTo("https://tillstream.io" + address));
        }
        for (String absent :
                List.of("/schemas/none.json", "/schemas/purchase", "/schemas/%2e%2e/application.properties")) {
            given().urlEncodingEnabled(false).get(absent).then().statusCode(404);
        }
    }

    @Test
    void shouldGiveTheAsyncApiDocument() {
        given().get("/asyncapi")
                .then()
                .statusCode(200)
                .contentType(containsString("asyncapi"))
                .body("asyncapi", equalTo("3.0.0"))
                .body("channels.ws-events.address", equalTo("/ws/events"));
    }

    @Test
    void shouldBeReadyWithoutTheSchemaRegistry() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        int all = ContractSchemas.names().size() - 1;
        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "tillstream_ingest_registry_schemas{state=\"waiting\"} " + all + ".0",
                        "tillstream_ingest_registry_schemas{state=\"registered\"} 0.0");
    }
}
