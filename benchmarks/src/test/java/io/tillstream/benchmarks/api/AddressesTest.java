package io.tillstream.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void shouldAskAllThatReadsFiguresAndDaysWhereTheyAreTaken() throws IOException {
        String openApi = """
                {"paths": {
                  "/api/v1/kpis": {"get": {"parameters": [{"name": "from"}, {"name": "to"}]}},
                  "/api/v1/customers/{id}/timeline": {"get": {}},
                  "/api/v1/models/train": {"post": {}},
                  "/api/v1/users": {"get": {}},
                  "/q/health": {"get": {}}}}""";

        assertThat(Addresses.of(new ObjectMapper().readTree(openApi), "?from=a&to=b"))
                .containsExactly("/api/v1/kpis", "/api/v1/kpis?from=a&to=b", "/api/v1/customers/1/timeline");
    }
}
