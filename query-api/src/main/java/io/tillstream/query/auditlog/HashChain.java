package io.tillstream.query.auditlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the chain of the audit log row by row, from the first. Written apart from the function of the database that makes the hashes, so that each checks
 * the other.
 */
final class HashChain {

    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    private long entries;
    private String head = BEFORE_THE_FIRST;
    private @Nullable Fault fault;

    /**
     * The first row that is not as it was written.
     *
     * @param id its number, or the number that is missing
     */
    public record Fault(long id, String what) {}

    /** Takes the next row. After a fault nothing more is looked at. */
    void take(AuditRow row) {
        if (fault != null) {
            return;
        }
        long expected = entries + 1;
        if (row.id() != expected) {
            fault = new Fault(expected, "the row is missing");
        } else if (!row.previousHash().equals(head)) {
            fault = new Fault(row.id(), "the row does not hold the hash of the row before");
        } else if (!hash(row).equals(row.hash())) {
            fault = new Fault(row.id(), "the row is not what was hashed when it was written");
        } else {
            entries = row.id();
            head = row.hash();
        }
    }

    /** Rows found to be as they were written. */
    long entries() {
        return entries;
    }

    /** Hash of the last of them. */
    String head() {
        return head;
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    static String hash(AuditRow row) {
        StringBuilder text = new StringBuilder(256);
        field(text, Long.toString(row.id()));
        field(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, row.at())));
        field(text, row.actorKind());
        field(text, row.actor());
        field(text, row.action());
        field(text, row.target());
        field(text, row.outcome());
        field(text, row.address());
        field(text, row.details());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(row.previousHash()));
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Length in bytes, colon, text; so no two rows give the same bytes. */
    private static void field(StringBuilder text, @Nullable String value) {
        if (value == null) {
            text.append('-');
        } else {
            text.append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(value);
        }
    }
}
