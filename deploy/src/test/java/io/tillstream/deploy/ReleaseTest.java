package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that makes a version, on a repository with the files of this one that hold the version. */
class ReleaseTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path repository;

    @BeforeEach
    void copy() throws Exception {
        List<Path> files = new ArrayList<>(Stream.of(
                        "pom.xml",
                        "CHANGELOG.md",
                        "deploy/release",
                        "deploy/helm/tillstream/Chart.yaml",
                        "deploy/compose/compose.yaml",
                        "deploy/images/Dockerfile")
                .map(Path::of)
                .toList());
        try (Stream<Path> modules = Files.list(ROOT)) {
            modules.map(module -> ROOT.relativize(module).resolve("pom.xml"))
                    .filter(pom -> Files.exists(ROOT.resolve(pom)))
                    .forEach(files::add);
        }
        for (Path file : files) {
            Path target = repository.resolve(file);
            Path folder = target.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.copy(ROOT.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        write(
                "CHANGELOG.md",
                "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.0.1] - 2020-01-01\n\n- An old thing.\n");
        git("init", "-q");
        git("config", "user.name", "A");
        git("config", "user.email", "a@example.com");
        git("config", "commit.gpgsign", "false");
        git("add", "-A");
        git("commit", "-qm", "All");
    }

    @Test
    void shouldSetTheVersionEverywhereAndGoOnWithTheNext() throws Exception {
        assertThat(release("7.8.9")).contains("v7.8.9 is made");

        assertThat(git("show", "v7.8.9:pom.xml"))
                .contains("<version>7.8.9</version>")
                .doesNotContain("-SNAPSHOT<");
        assertThat(git("show", "v7.8.9:query-api/pom.xml")).contains("<version>7.8.9</version>");
        assertThat(git("show", "v7.8.9:deploy/helm/tillstream/Chart.yaml"))
                .contains("\nversion: 7.8.9\n", "\nappVersion: 7.8.9\n");
        assertThat(git("show", "v7.8.9:deploy/compose/compose.yaml"))
                .contains("tillstream/query-api:${TILLSTREAM_VERSION:-7.8.9}");
        assertThat(git("show", "v7.8.9:deploy/images/Dockerfile")).contains("\nARG VERSION=7.8.9\n");
        assertThat(git("show", "v7.8.9:CHANGELOG.md"))
                .containsPattern(
                        "## \\[Unreleased]\n\n## \\[7\\.8\\.9] - \\d{4}-\\d\\d-\\d\\d\n\n### Added\n\n- A thing\\.");
        assertThat(read("pom.xml")).contains("<version>7.8.10-SNAPSHOT</version>");
        assertThat(read("query-api/pom.xml")).contains("<version>7.8.10-SNAPSHOT</version>");
        assertThat(read("deploy/helm/tillstream/Chart.yaml")).contains("\nappVersion: 7.8.9\n");
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(release("7.8.9")).contains("v7.8.9 is there already");
        assertThat(release("7.8.10")).contains("CHANGELOG.md says nothing of what is new");
    }

    @ParameterizedTest
    @CsvSource({"1.2, 1.2 is no version such as 1.2.0", "v1.2.3, v1.2.3 is no version", "0.0.9, 0.0.9 is older than"})
    void shouldRefuseWhatIsNoNewVersion(String version, String reason) throws Exception {
        assertThat(release(version)).contains(reason);
        assertThat(git("tag")).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNotCommitted() throws Exception {
        write("notes", "x");

        assertThat(release("7.8.9")).contains("there are changes that are not committed");
        assertThat(read("pom.xml")).contains("-SNAPSHOT<");
    }

    private String release(String version) throws IOException, InterruptedException {
        return run(List.of("bash", "deploy/release", version, "--without-build"));
    }

    private String git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return run(command);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(repository.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.readString(repository.resolve(file));
    }
}
