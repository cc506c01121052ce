package io.tillstream.stack.audit;

import io.tillstream.contracts.money.Micros;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for people: totals, families, differences, one line at the end that says it all. */
final class TextReport {

    private static final String ABSENT = "–";

    private final AuditReport report;

    TextReport(AuditReport report) {
        this.report = report;
    }

    void print(PrintWriter out) {
        totals(out);
        out.println();
        partitions(out);
        out.println();
        families(out);
        differences(out);
        out.println();
        report.remarks().forEach(remark -> out.println("  " + remark));
        long differing = report.differenceCount();
        out.println(
                differing == 0
                        ? "Every number shown is the number in the log."
                        : differing + (differing == 1 ? " difference." : " differences."));
        out.flush();
    }

    private void totals(PrintWriter out) {
        Table table = new Table("measure", "recounted", "topics", "PostgreSQL", "API", "difference");
        for (Measure measure : Measure.values()) {
            table.row(
                    measure.label(),
                    text(measure, report.right(measure)),
                    text(measure, report.stored(Place.TOPICS).get(measure)),
                    text(measure, report.stored(Place.DATABASE).get(measure)),
                    text(measure, report.stored(Place.API).get(measure)),
                    text(measure, report.difference(measure)));
        }
        table.print(out);
    }

    private void partitions(PrintWriter out) {
        Table table =
                new Table("partition", "records", "counted", "of these late", "repeated", "no customer's", "rejected");
        report.partitions()
                .forEach((number, tally) -> table.row(
                        Integer.toString(number),
                        number(tally.records),
                        number(tally.counted),
                        number(tally.late),
                        number(tally.repeated),
                        number(tally.noCustomers),
                        number(tally.rejected)));
        table.print(out);
    }

    private void families(PrintWriter out) {
        Table table = new Table("compared", "topics", "differ", "PostgreSQL", "differ", "API", "differ");
        for (Family family : report.families()) {
            List<String> cells = new ArrayList<>(List.of(family.name()));
            for (Place place : Place.values()) {
                Long compared = family.comparedByPlace().get(place);
                Long differing = family.differingByPlace().get(place);
                cells.add(compared == null ? ABSENT : number(compared));
                cells.add(compared == null && differing == null ? ABSENT : number(differing == null ? 0 : differing));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(out);
    }

    private void differences(PrintWriter out) {
        for (Family family : report.families()) {
            if (family.differingCount() == 0) {
                continue;
            }
            out.println();
            out.println(family.name() + ":");
            for (Difference difference : family.shown()) {
                String field = difference.field().isEmpty() ? "" : " " + difference.field();
                out.println("  " + difference.place().label() + "  " + difference.key() + field + ": recounted "
                        + difference.recounted() + ", stored " + difference.stored());
            }
            long more = family.differingCount() - Family.SHOWN;
            if (more > 0) {
                out.println("  … and " + number(more) + " more");
            }
        }
    }

    private static String text(Measure measure, @Nullable Long value) {
        if (value == null) {
            return ABSENT;
        }
        return measure.isMoney() ? money(value) : number(value);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String money(long micros) {
        return String.format(Locale.ROOT, "%,.6f", Micros.toDecimal(micros)).replaceFirst("0{1,4}$", "");
    }
}
