package io.tillstream.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;

/** The cleaning report of an import, for people. */
final class ImportReport {

    private static final Set<String> END_STATES = Set.of("completed", "failed", "cancelled", "interrupted");

    private ImportReport() {}

    /** True when the state of the import does not change any more. */
    static boolean isFinished(JsonNode job) {
        return END_STATES.contains(job.path("state").asText());
    }

    static void print(JsonNode job, PrintWriter out) {
        if (job.path("problem").isObject()) {
            out.println(job.path("problem").path("detail").asText());
        }
        JsonNode report = job.path("report");
        if (report.isObject()) {
            out.printf(Locale.ROOT, "%,12d rows read%n", report.path("rows").asLong());
            for (JsonNode step : report.path("steps")) {
                printStep(step, out);
            }
            out.printf(
                    Locale.ROOT,
                    "%,12d lines kept: %,d orders of %,d customers, %,d products, %,d countries, %,d units%n",
                    report.path("lines").asLong(),
                    report.path("orders").asLong(),
                    report.path("customers").asLong(),
                    report.path("products").asLong(),
                    report.path("countries").asLong(),
                    report.path("units").asLong());
            out.println("     revenue " + report.path("revenue").asText() + "   from "
                    + report.path("first_at").asText() + " to "
                    + report.path("last_at").asText());
            if (report.path("refunds").asLong() > 0) {
                out.println("     refunds " + report.path("refunds").asText() + " of "
                        + report.path("refunded").asText());
            }
            report.path("notes").forEach(note -> out.println("     note: " + note.asText()));
        }
        out.flush();
    }

    private static void printStep(JsonNode step, PrintWriter out) {
        if (step.path("removed").asLong() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,12d removed: %s (%,d left)%n",
                    step.path("removed").asLong(),
                    step.path("step").asText(),
                    step.path("left").asLong());
            step.path("examples")
                    .forEach(example -> out.println(
                            "               row " + example.path("row").asText() + ": "
                                    + example.path("reason").asText()));
        }
    }
}
