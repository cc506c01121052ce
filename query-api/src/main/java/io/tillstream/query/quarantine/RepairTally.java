package io.tillstream.query.quarantine;

import io.tillstream.query.quarantine.Documents.Verdict;
import io.tillstream.query.quarantine.Documents.Wrong;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what a request came to. Used by one thread at a time. */
final class RepairTally {

    private static final int MOST_COMPLAINTS = 50;

    private final Map<QuarantinedRecord.Complaint, Long> complaints = new LinkedHashMap<>();
    private long records;
    private long done;
    private boolean more;

    /**
     * What a request came to.
     *
     * @param records looked at
     * @param done decided as asked for
     * @param left those that were left as they are, because something is wrong with them still
     * @param more whether others match that were not looked at; send the same again
     * @param complaints what is wrong with those that were left, the most frequent first, at most 50
     */
    public record Result(long records, long done, long left, boolean more, List<Counted> complaints) {}

    /**
     * Something that is wrong.
     *
     * @param records with how many
     */
    public record Counted(String field, String reason, long records) {}

    void judged(Verdict verdict) {
        records++;
        if (!(verdict instanceof Wrong wrong)) {
            done++;
            return;
        }
        var complaint = new QuarantinedRecord.Complaint(wrong.field(), wrong.reason());
        if (complaints.containsKey(complaint) || complaints.size() < MOST_COMPLAINTS) {
            complaints.merge(complaint, 1L, Long::sum);
        }
    }

    void decided() {
        records++;
        done++;
    }

    void goesOn() {
        more = true;
    }

    long records() {
        return records;
    }

    Result result() {
        return new Result(
                records,
                done,
                records - done,
                more,
                complaints.entrySet().stream()
                        .sorted(Map.Entry.<QuarantinedRecord.Complaint, Long>comparingByValue(
                                Comparator.reverseOrder()))
                        .map(each ->
                                new Counted(each.getKey().field(), each.getKey().reason(), each.getValue()))
                        .toList());
    }
}
