package io.tillstream.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of docs/query-api.md, run by a shell as they stand there but for the address. */
abstract class CurlQuestions {

    private static final String DOCUMENTED = "http://127.0.0.1:8082";
    private static final int PATIENCE_SECONDS = 60;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI address;

    @Test
    void shouldAnswerTheDocumentedCommands(@TempDir Path folder) throws Exception {
        String commands = documented();
        assertThat(commands.lines().filter(line -> line.startsWith("curl "))).hasSizeGreaterThan(5);
        String script = "set -euo pipefail\ncurl() { command curl --silent --show-error --fail-with-body \"$@\"; }\n"
                + commands.replace(DOCUMENTED, "http://" + address.getAuthority());

        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().put("KEY", "any, since access is open here");
        Process process = shell.start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve("output"));

        assertThat(process.exitValue()).as(output).isZero();
        ObjectMapper json = new ObjectMapper();
        assertThat(Files.readAllLines(folder.resolve("customers.ndjson")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                json.readTree(line).path("customer_id").asText())
                        .isNotEmpty());
        assertThat(begin(folder.resolve("products.xlsx"))).startsWith("PK");
        assertThat(begin(folder.resolve("june.pdf"))).startsWith("%PDF-");
        JsonNode figure = json.readTree(folder.resolve("cohorts.json").toFile());
        assertThat(figure.path("data").isArray()).isTrue();
        assertThat(figure.path("layout").isObject()).isTrue();
        assertThat(output)
                .contains("key,orders,net\r\n")
                .containsIgnoringCase("HTTP/1.1 200 OK")
                .contains("\"segment\"");
    }

    private static String documented() throws IOException {
        return Files.readAllLines(Path.of("../docs/query-api.md")).stream()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .dropWhile(line -> !line.startsWith("H="))
                .takeWhile(line -> line.startsWith("H=") || line.startsWith("curl "))
                .collect(Collectors.joining("\n"));
    }

    private static String begin(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new String(bytes, 0, Math.min(bytes.length, 8), StandardCharsets.ISO_8859_1);
    }
}
