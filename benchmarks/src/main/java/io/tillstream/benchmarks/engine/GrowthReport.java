package io.tillstream.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came out, case by case. */
public final class GrowthReport {

    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double NANOS_PER_MICROSECOND = 1_000;

    private final List<Row> rows;

    /** One case and what the product took for it. */
    record Row(GrowthCase of, Measurement product) {

        /** Processor time of an event after the warm-up, in microseconds. */
        double costMicros() {
            return product.warmCpuNanos() / NANOS_PER_MICROSECOND / product.warmEvents();
        }
    }

    GrowthReport(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** By name, for programs. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Row row : rows) {
            String name = row.of().name();
            figures.put(name + "_cpu_microseconds_per_event", row.costMicros());
            figures.put(
                    name + "_cold_events_per_cpu_second",
                    Math.rint(row.product().coldRate()));
            StateFigures.of(row.product()).forEach((figure, value) -> figures.put(name + "_" + figure, value));
            Long millis = row.product().details().get(RestoreProgram.MILLIS);
            if (millis != null) {
                figures.put(name + "_restore_seconds", millis / MILLIS_PER_SECOND);
                figures.put(name + "_restore_cpu_seconds", detail(row, RestoreProgram.CPU_MILLIS) / MILLIS_PER_SECOND);
                figures.put(name + "_restore_records", detail(row, RestoreProgram.RECORDS));
            }
        }
        figures.put(
                "growth_cost_ratio", rows.getLast().costMicros() / rows.get(1).costMicros());
        figures.put(
                "days_cost_ratio", rows.get(2).costMicros() / rows.getFirst().costMicros());
        return figures;
    }

    /** As a table. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%11s %5s %12s %14s %16s %14s %14s",
                "customers",
                "days",
                "CPU µs/event",
                "state B/cust.",
                "changelog MB",
                "repartitioned",
                "RocksDB MB");
        for (Row row : rows) {
            Map<String, Double> state = StateFigures.of(row.product());
            line(
                    text,
                    "%,11d %5d %12.1f %,14.0f %,16.1f %13.2f%% %,14.1f",
                    row.of().load().customers(),
                    row.of().load().days(),
                    row.costMicros(),
                    value(state, "state_bytes_per_customer"),
                    value(state, StateFigures.CUSTOMER_CHANGELOG) / 1e6,
                    100 * value(state, "repartition_records_ratio"),
                    value(state, "rocksdb_memory_bytes") / 1e6);
        }
        Map<String, Double> figures = figures();
        String last = rows.getLast().of().name();
        line(text, "");
        line(
                text,
                "cost of an event, %,d to %,d customers: × %.2f",
                rows.get(1).of().load().customers(),
                rows.getLast().of().load().customers(),
                value(figures, "growth_cost_ratio"));
        line(
                text,
                "cost of an event, %d to %d days: × %.2f",
                rows.getFirst().of().load().days(),
                rows.get(2).of().load().days(),
                value(figures, "days_cost_ratio"));
        line(
                text,
                "restored %,.0f records of changelogs in %.1f s, %.1f s of processor time",
                value(figures, last + "_restore_records"),
                value(figures, last + "_restore_seconds"),
                value(figures, last + "_restore_cpu_seconds"));
        return text.toString();
    }

    private static double detail(Row row, String name) {
        Long value = row.product().details().get(name);
        if (value == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return value;
    }

    private static double value(Map<String, Double> figures, String name) {
        Double value = figures.get(name);
        if (value == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return value;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
