package io.tillstream.stack.audit;

import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every record that is no event is in quarantine, or was let go of and counted: those of the log by their place, those that ways in refused by their number on the topic.
 */
final class QuarantineCheck {

    private final Set<String> ofLog = new HashSet<>();
    private long ofDoors;

    /** Expects these, and what ways in put on the topic. */
    static QuarantineCheck of(List<Rejection> rejections, TopicReader reader, Generation generation)
            throws CannotAuditException {
        QuarantineCheck check = new QuarantineCheck();
        rejections.forEach(rejection -> check.ofLog.add(rejection.origin()));
        if (generation.equals(Generation.FIRST)) {
            reader.readAll(TopicCatalogue.REJECTED.name(), entry -> {
                if (entry.headers().lastHeader(RejectedHeaders.ORIGIN) == null) {
                    check.ofDoors++;
                }
            });
        } else {
            // they stand on the topic of the first generation, which this reader does not see
            check.ofDoors = -1;
        }
        return check;
    }

    void compare(DatabaseSide database, Family family) throws SQLException {
        long[] found = new long[2];
        database.each("select from_log, origin from quarantine", row -> {
            family.compared(Place.DATABASE);
            boolean fromLog = row.getBoolean("from_log");
            found[fromLog ? 1 : 0]++;
            String origin = row.getString("origin");
            if (fromLog && !ofLog.contains(origin)) {
                family.differs(Place.DATABASE, origin, "record", "an event", "in quarantine");
            }
        });
        database.each(
                "select from_log, records from quarantine_let_go",
                row -> found[row.getBoolean("from_log") ? 1 : 0] += row.getLong("records"));
        compare(family, "refused on the log", ofLog.size(), found[1]);
        if (ofDoors >= 0) {
            compare(family, "refused by ways in", ofDoors, found[0]);
        }
    }

    private static void compare(Family family, String which, long expected, long found) {
        family.compared(Place.DATABASE);
        if (expected != found) {
            family.differs(Place.DATABASE, which, "records", expected, found);
        }
    }
}
