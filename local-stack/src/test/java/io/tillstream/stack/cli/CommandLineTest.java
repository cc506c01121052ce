package io.tillstream.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private static final Path HELP = Path.of("src/main/help");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The script shows these files without starting a JVM. With -Dtillstream.help.update=true they are written anew. */
    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "import", "train", "logs", "audit", "rebuild", "size"})
    void shouldHelpAsTheScriptDoes(String command) throws Exception {
        assertThat(run(command, "--help")).isZero();
        if (Boolean.getBoolean("tillstream.help.update")) {
            Files.writeString(HELP.resolve(command + ".txt"), out.toString());
        }
        assertThat(out.toString()).isEqualTo(Files.readString(HELP.resolve(command + ".txt")));
        assertThat(Files.readString(HELP.resolve("tillstream.txt"))).contains("\n  " + command + " ");
    }

    @Test
    void shouldSayWhatAShopNeeds() {
        assertThat(run("size", "--events-per-second=100000", "--customers=1000000", "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"partitions\":24,\"engine_processors\":5,");
        assertThat(run("size", "--events-per-second=100000", "--customers=1000000"))
                .isZero();
        assertThat(out.toString()).contains("In the busiest minutes tables fall behind");
        assertThat(run("size", "--events-per-second=0", "--customers=1")).isEqualTo(1);
        assertThat(err.toString()).contains("events-per-second must be 0.001 or more, not 0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "up --kafka-port 8080, --dashboard-port and --kafka-port are both 8080",
        "up --zone Moon/Base, --zone Moon/Base is not a time zone",
        "up --rate 0, --rate must be above 0",
        "up --rate NaN, --rate must be above 0",
        "logs nothing, There is no service nothing; there are infrastructure",
        "import no-such-file.csv, There is no readable file no-such-file.csv",
        "import src/main/help/up.txt, Nothing runs on the data in",
        "train, Nothing runs on the data in",
        "rebuild, Nothing runs on the data in"
    })
    void shouldRefuseInOneSentence(String line, String sentence) {
        assertThat(runOnFolder(line)).isEqualTo(1);
        assertThat(err.toString()).startsWith("tillstream: " + sentence).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --kafka-port many", "up --colour", "fly", "import", "train --model weather"})
    void shouldAnswerTwoToWhatItDoesNotUnderstand(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("Exception");
    }

    @Test
    void shouldSayThatNothingRuns() {
        assertThat(runOnFolder("status")).isEqualTo(1);
        assertThat(runOnFolder("status --json")).isEqualTo(1);
        assertThat(runOnFolder("down")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Nothing runs on the data in " + folder,
                        "{\"running\":false}",
                        "Nothing runs on the data in " + folder);
    }

    private int runOnFolder(String line) {
        return run((line + " --data " + folder).split(" "));
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
