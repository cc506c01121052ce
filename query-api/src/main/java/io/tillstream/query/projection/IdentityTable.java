package io.tillstream.query.projection;

import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom anonymous visitors turned out to be, as it stands on its topic. */
final class IdentityTable {

    private IdentityTable() {}

    static TopicProjector identities(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.IDENTITIES.name(),
                VisitorIdentity.class,
                StagedTable.replacing("identities", "visitor_id, customer_ids, spans, undone", "visitor_id"),
                VisitorIdentity::visitorId,
                (row, value) -> row.text(value.visitorId())
                        .texts(customers(value))
                        .json(spans(value))
                        .json(undone(value)),
                "DELETE FROM identities WHERE visitor_id" + StateProjector.AMONG_KEYS,
                "TRUNCATE identities",
                refused);
    }

    private static List<String> customers(VisitorIdentity value) {
        return value.spans().stream()
                .map(VisitorIdentity.Span::customerId)
                .distinct()
                .toList();
    }

    private static String spans(VisitorIdentity value) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (VisitorIdentity.Span span : value.spans()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("customer_id", span.customerId());
            put(fields, "from", span.from());
            put(fields, "until", span.until());
            put(fields, "identified_at", span.identifiedAt());
            all.add(fields);
        }
        return SafeJson.array(all);
    }

    private static String undone(VisitorIdentity value) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (VisitorIdentity.Undone undone : value.undone()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("customer_id", undone.customerId());
            put(fields, "at", undone.at());
            all.add(fields);
        }
        return SafeJson.array(all);
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Instant at) {
        if (at != null) {
            fields.put(name, at.toString());
        }
    }
}
