package io.tillstream.stack.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.money.Micros;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for programs: the same content as {@link TextReport}, as one JSON document. */
final class JsonReport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AuditReport report;
    private final Instant madeAt;

    JsonReport(AuditReport report, Instant madeAt) {
        this.report = report;
        this.madeAt = madeAt;
    }

    void print(PrintWriter out) {
        out.println(document().toPrettyString());
        out.flush();
    }

    /** Keeps it where a reader sees the report before it or this one, never a part. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, document().toPrettyString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ObjectNode document() {
        ObjectNode root = JSON.createObjectNode();
        root.put("made_at", madeAt.toString());
        root.put("clean", report.differenceCount() == 0);
        root.put("difference_count", report.differenceCount());
        ArrayNode totals = root.putArray("totals");
        for (Measure measure : Measure.values()) {
            total(totals.addObject(), measure);
        }
        ArrayNode partitions = root.putArray("partitions");
        report.partitions().forEach((number, tally) -> partitions
                .addObject()
                .put("partition", number)
                .put("records", tally.records)
                .put("counted", tally.counted)
                .put("late", tally.late)
                .put("repeated", tally.repeated)
                .put("no_customers", tally.noCustomers)
                .put("rejected", tally.rejected));
        ArrayNode families = root.putArray("families");
        report.families().forEach(family -> family(families.addObject(), family));
        ArrayNode remarks = root.putArray("remarks");
        report.remarks().forEach(remarks::add);
        return root;
    }

    private void total(ObjectNode node, Measure measure) {
        node.put("measure", measure.name().toLowerCase(Locale.ROOT));
        put(node, "recounted", measure, report.right(measure));
        put(node, "topics", measure, report.stored(Place.TOPICS).get(measure));
        put(node, "postgresql", measure, report.stored(Place.DATABASE).get(measure));
        put(node, "api", measure, report.stored(Place.API).get(measure));
        put(node, "difference", measure, report.difference(measure));
    }

    private static void put(ObjectNode node, String field, Measure measure, @Nullable Long value) {
        if (value == null) {
            node.putNull(field);
        } else if (measure.isMoney()) {
            node.put(field, Micros.toDecimal(value));
        } else {
            node.put(field, value);
        }
    }

    private static void family(ObjectNode node, Family family) {
        node.put("family", family.name());
        for (Place place : Place.values()) {
            String name = place.label().toLowerCase(Locale.ROOT);
            node.put(name + "_compared", family.comparedByPlace().getOrDefault(place, 0L));
            node.put(name + "_differing", family.differingByPlace().getOrDefault(place, 0L));
        }
        ArrayNode differences = node.putArray("differences");
        for (Difference difference : family.shown()) {
            differences
                    .addObject()
                    .put("place", difference.place().label().toLowerCase(Locale.ROOT))
                    .put("key", difference.key())
                    .put("field", difference.field())
                    .put("recounted", difference.recounted())
                    .put("stored", difference.stored());
        }
    }
}
