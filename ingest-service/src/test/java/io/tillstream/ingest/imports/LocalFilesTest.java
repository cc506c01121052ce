package io.tillstream.ingest.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the service's own machine, and the bound on a file's size. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@TestProfile(LocalFilesTest.Local.class)
class LocalFilesTest {

    private static final int MAX_BYTES = 200_000;

    @TempDir
    Path folder;

    private final Path dataFolder;

    /** Allows local files, and only small ones. */
    public static final class Local implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tillstream.ingest.local-files",
                    "true",
                    "tillstream.ingest.max-import-bytes",
                    Integer.toString(MAX_BYTES));
        }
    }

    LocalFilesTest(@ConfigProperty(name = "tillstream.data-dir") Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    @Test
    void shouldImportAFileByItsPathAndLeaveItThere() throws Exception {
        Path file = Files.writeString(
                folder.resolve("history.csv"),
                "order_id,product_id,quantity,event_time,price,customer_id\no1,p1,2,2024-01-01T12:00:00Z,1.5,c1\n");
        String id = json("{\"path\":\"" + file + "\",\"dry_run\":true,\"mapping\":{},\"sheet\":null}")
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .body("file", equalTo("history.csv"))
                .extract()
                .path("id");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> json("").get("/v1/imports/" + id).path("state").equals("completed"));
        json("").get("/v1/imports/" + id).then().body("report.revenue", equalTo(3));
        assertThat(file).exists();
    }

    @Test
    void shouldRefuseAPathThatIsNoFile() {
        for (String path : new String[] {"relative.csv", folder.toString(), folder + "/none.csv", "\\u0000"}) {
            json("{\"path\":\"" + path + "\"}")
                    .post("/v1/imports")
                    .then()
                    .statusCode(422)
                    .body("detail", containsString("path:"));
        }
        json("{}").post("/v1/imports").then().statusCode(422).body("detail", containsString("path: is missing"));
        json("[]").post("/v1/imports").then().statusCode(400);
        json("{\"path\"").post("/v1/imports").then().statusCode(400);
        json("{\"path\":7}")
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("detail", containsString("must be a text"));
        json("{\"path\":\"" + "x".repeat(70_000) + "\"}")
                .post("/v1/imports")
                .then()
                .statusCode(413);
    }

    @Test
    void shouldRefuseAFileThatIsTooLargeHoweverItComes() throws Exception {
        Path large = Files.writeString(folder.resolve("large.csv"), "x".repeat(MAX_BYTES + 1));
        json("{\"path\":\"" + large + "\"}").post("/v1/imports").then().statusCode(413);

        byte[] start = ("--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[MAX_BYTES * 4];
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(start), new ByteArrayInputStream(content));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            assertThat(post(client, HttpRequest.BodyPublishers.ofInputStream(() -> body))
                            .statusCode())
                    .as("without announced length")
                    .isEqualTo(413);
            assertThat(post(client, HttpRequest.BodyPublishers.ofByteArray(start))
                            .statusCode())
                    .as("cut off")
                    .isEqualTo(400);
            assertThat(post(client, HttpRequest.BodyPublishers.ofByteArray(content))
                            .body())
                    .as("with announced length")
                    .contains("tillstream.ingest.max-import-bytes");
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (Stream<Path> left = Files.list(dataFolder.resolve("imports/work"))) {
                assertThat(left).isEmpty();
            }
        });
    }

    private HttpResponse<String> post(HttpClient client, HttpRequest.BodyPublisher body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/imports"))
                        .header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                        .header("Content-Type", "multipart/form-data; boundary=border")
                        .timeout(Duration.ofSeconds(20))
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static RequestSpecification json(String body) {
        return given().header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .contentType("application/json")
                .body(body);
    }
}
