package io.tillstream.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bash script, with a PATH and folders in which things are missing. */
@Timeout(60)
class ScriptTest {

    private static final Path SCRIPT = Path.of("../tillstream");

    @TempDir
    Path folder;

    private record Outcome(int status, String output) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "up --help",
                "down --help",
                "status --help",
                "import --help",
                "train --help",
                "logs --help",
                "audit --help",
                "rebuild --help",
                "test --help",
                "bench --help"
            })
    void shouldHelpWithoutAnyTool(String line) throws Exception {
        Path tools = tools("bash", "dirname", "cat");

        Outcome outcome = run(tools, Map.of(), line.split(" "));

        assertThat(outcome.output()).startsWith("Usage: ");
        assertThat(outcome.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "test", "audit", "status"})
    void shouldSayWhichJdkIsMissingAndWhatToType(String command) throws Exception {
        Path tools = tools("bash", "dirname", "cat", "readlink", "grep");

        Outcome outcome = run(tools, Map.of("JAVA_HOME", "/nowhere"), command);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("tillstream: a JDK 25 is needed, and none was found (JAVA_HOME is /nowhere)")
                .contains("sudo apt-get install openjdk-25-jdk-headless")
                .contains("export JAVA_HOME=");
    }

    @Test
    void shouldNotTakeAnotherJdkForOne() throws Exception {
        Path seventeen = jdk("17.0.15");

        Outcome outcome = run(
                tools("bash", "dirname", "cat", "readlink", "grep"), Map.of("JAVA_HOME", seventeen.toString()), "up");

        assertThat(outcome.output()).contains("a JDK 25 is needed");
    }

    @Test
    void shouldSayThatMavenIsMissing() throws Exception {
        Path home = jdk("25.0.1");
        Path checkout = checkout();

        Outcome outcome = run(
                checkout.resolve("tillstream"),
                tools("bash", "dirname", "cat", "grep", "find"),
                Map.of("TILLSTREAM_JDK_FOLDERS", home.toString(), "TILLSTREAM_MAVEN_FOLDERS", ""),
                "test");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("tillstream: Maven 3.8 or newer is needed");
    }

    @Test
    void shouldSayThatNothingRunsBeforeTheFirstBuild() throws Exception {
        Outcome outcome = run(
                checkout().resolve("tillstream"),
                tools("bash", "dirname", "cat", "grep"),
                Map.of("JAVA_HOME", jdk("25").toString()),
                "status");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output())
                .isEqualTo("tillstream: nothing is built yet, so nothing runs. Start with ./tillstream up\n");
    }

    @Test
    void shouldNotKnowOtherCommands() throws Exception {
        Outcome outcome = run(tools("bash", "dirname", "cat"), Map.of(), "fly");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output())
                .startsWith("tillstream: there is no command fly")
                .contains("Commands:");
    }

    private Path checkout() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("checkout"));
        Files.createDirectories(checkout.resolve("local-stack/src/main/help"));
        Files.copy(SCRIPT, checkout.resolve("tillstream"));
        return checkout;
    }

    private Path jdk(String version) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/javac")).toFile().setExecutable(true);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A folder for PATH with only these programs. */
    private Path tools(String... names) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : names) {
            Path program = Files.exists(Path.of("/usr/bin", name)) ? Path.of("/usr/bin", name) : Path.of("/bin", name);
            Path tool = Files.writeString(tools.resolve(name), "#!/bin/sh\nexec " + program + " \"$@\"\n");
            tool.toFile().setExecutable(true);
        }
        return tools;
    }

    private Outcome run(Path tools, Map<String, String> environment, String... arguments) throws Exception {
        return run(SCRIPT, tools, environment, arguments);
    }

    private Outcome run(Path script, Path tools, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TILLSTREAM_JDK_FOLDERS", "");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
