package io.tillstream.stack.sizing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a shop of a given size needs. */
@Command(
        name = "size",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Says what an installation for a shop of this size needs: partitions, processors, memory, disk. How it is reckoned and"
                    + " how well that fits: docs/scaling.md.",
            ""
        })
public final class SizeCommand implements Callable<Integer> {

    private static final double MEBI = 1 << 20;
    private static final double ROCKSDB_MEBIBYTES = 128;
    private static final double HEAP_MEBIBYTES_PER_PROCESSOR = 1_024;

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            required = true,
            description = "Events a second in the busiest minutes.")
    private double peak;

    @Option(
            names = "--mean-events-per-second",
            paramLabel = "N",
            description = "The same over a week. Default: a third of the busiest.")
    private @Nullable Double mean;

    @Option(names = "--customers", paramLabel = "N", required = true, description = "Customers and visitors to know.")
    private long customers;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Products sold. Default: ${DEFAULT-VALUE}.")
    private long products;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "730",
            description = "How far back to look. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--event-days",
            paramLabel = "N",
            defaultValue = "90",
            description = "How long single events are kept in PostgreSQL. Default: ${DEFAULT-VALUE}.")
    private int eventDays;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private SizeCommand() {}

    @Override
    public Integer call() throws IOException {
        ShopSize shop = new ShopSize(
                peak, mean == null ? Math.max(0.001, peak / 3) : mean, customers, products, days, eventDays);
        SizingModel.Plan plan = SizingModel.plan(shop);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(plan));
        } else {
            print(out, plan);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, SizingModel.Plan plan) {
        line(out, "Partitions of each topic", "%,d", plan.partitions());
        line(out, "Engine, processors", "%,d", plan.engineProcessors());
        line(out, "Engine, memory of all instances", "%s", bytes(memoryBytes(plan)));
        line(out, "Engine, disk of one copy of the state", "%s", bytes(plan.stateBytes()));
        line(out, "Kafka, disk of one replica of all topics", "%s", bytes(plan.kafkaBytes()));
        line(out, "PostgreSQL, disk", "%s", bytes(plan.databaseBytes()));
        line(out, "Rows, share of what one writer can do", "%.0f %%", 100 * plan.projectionLoad());
        if (plan.projectionLoad() > 1) {
            out.println();
            out.println(
                    "In the busiest minutes tables fall behind and catch up afterwards; topics and live figures do not."
                            + " See docs/scaling.md.");
        }
    }

    private static void line(PrintWriter out, String name, String format, Object value) {
        out.printf(Locale.ROOT, "%-42s %s%n", name, String.format(Locale.ROOT, format, value));
    }

    private static double memoryBytes(SizingModel.Plan plan) {
        return plan.engineProcessors() * (HEAP_MEBIBYTES_PER_PROCESSOR + ROCKSDB_MEBIBYTES) * MEBI;
    }

    private static String bytes(double value) {
        double amount = value / MEBI;
        String[] units = {"MiB", "GiB", "TiB", "PiB"};
        int unit = 0;
        while (amount >= 1_024 && unit < units.length - 1) {
            amount /= 1_024;
            unit++;
        }
        return String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, units[unit]);
    }

    private static String toJson(SizingModel.Plan plan) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode object = mapper.createObjectNode();
        object.put("partitions", plan.partitions());
        object.put("engine_processors", plan.engineProcessors());
        object.put("engine_memory_bytes", Math.round(memoryBytes(plan)));
        object.put("engine_state_bytes", Math.round(plan.stateBytes()));
        object.put("kafka_bytes", Math.round(plan.kafkaBytes()));
        object.put("database_bytes", Math.round(plan.databaseBytes()));
        object.put("projection_load_ratio", plan.projectionLoad());
        return mapper.writeValueAsString(object);
    }
}
