package io.tillstream.benchmarks.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.benchmarks.engine.EngineOptions;
import io.tillstream.benchmarks.engine.LoadPlan;
import io.tillstream.benchmarks.engine.Variant;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EngineCommandTest {

    private static EngineOptions parse(String... arguments) {
        EngineCommand command = new EngineCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options();
    }

    @Test
    void shouldMeasureEverythingOnceUnlessToldOtherwise() {
        EngineOptions options = parse();

        assertThat(options.load()).isEqualTo(new LoadPlan(1_000_000, 20_000, 60, false));
        assertThat(options.variants()).containsExactlyInAnyOrder(Variant.values());
        assertThat(options.rounds()).isEqualTo(1);
    }

    @Test
    void shouldMeasureWhatIsNamed() {
        EngineOptions options =
                parse("--only", "limit,product-alo,loop-all-cores", "--repeat=3", "--customers=1000000", "--json");

        assertThat(options.variants())
                .containsExactlyInAnyOrder(Variant.LIMIT, Variant.PRODUCT_AT_LEAST_ONCE, Variant.LOOP_ALL_CORES);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.load().customers()).isEqualTo(1_000_000);
    }

    @Test
    void shouldNameWhatItDoesNotUnderstand() {
        assertThat(complaint("engine", "--only", "limit,dls"))
                .isEqualTo("tillstream: --only: there is no dls; there are limit, dsl, dsl-whole, product, product-alo,"
                        + " loop, product-all-cores, loop-all-cores");
        assertThat(complaint("engine", "--repeat", "0"))
                .isEqualTo("tillstream: repeat: 0 is not allowed; allowed is 1 to 100");
        assertThat(complaint("engine", "--days", "1000"))
                .isEqualTo("tillstream: days: 1000 is not allowed; allowed is 1 to 366");
    }

    private static String complaint(String... arguments) {
        StringWriter errors = new StringWriter();

        int status = Main.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);

        assertThat(status).isEqualTo(2);
        return errors.toString().strip();
    }
}
