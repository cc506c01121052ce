package io.tillstream.benchmarks.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The script shows a file as help, without a JVM. */
class HelpTest {

    @Test
    void shouldNameEveryCommandOptionAndDefault() throws Exception {
        String help = Files.readString(Path.of("../local-stack/src/main/help/bench.txt"));

        assertThat(Main.commandLine().getSubcommands())
                .containsOnlyKeys(
                        "events", "engine", "growth", "value", "bundles", "models", "api", "ingest", "page", "ws");
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            assertThat(help).contains("./tillstream bench " + command.getCommandName());
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(help).contains("\n      " + option.longestName());
                if (option.defaultValue() != null) {
                    assertThat(help).contains("Default: " + option.defaultValue() + ".");
                }
            }
        }
    }
}
