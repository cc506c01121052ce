package io.tillstream.query.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.query.support.Fuzz;
import io.tillstream.query.support.Shop;
import io.tillstream.query.support.StackResource;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Hostile questions to a shop that has figures; hostile changes are made in AccessFuzzTest. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FuzzTest {

    private static final int ROUNDS = 14;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI service;

    @Test
    void shouldAnswerEveryQuestionAsTheContractSays() {
        Shop.sendOnce(ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/api/v1/status").jsonPath().getBoolean("caught_up"));
        try (Fuzz fuzz = new Fuzz(service)) {
            fuzz.run(null, Set.of("GET"), ROUNDS, Set.of());
            assertThat(fuzz.faults()).isEmpty();
        }
    }
}
