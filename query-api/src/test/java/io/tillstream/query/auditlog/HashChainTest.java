package io.tillstream.query.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.query.auditlog.HashChain.Fault;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Hashes computed by Python's hashlib from the text that docs/security.md describes. */
class HashChainTest {

    private static final String ZEROS = "0".repeat(64);
    private static final String FIRST = "e3f1febc0ef3e6a8661eb81bffd84cf4dbd636a7bea1884398c1036db5bb3ef9";
    private static final String SECOND = "621a8cac9ead9c43e311a91f65a56826e85a5ab2b5ec5d612778e4b1fe7e476c";

    private static AuditRow first(String actor) {
        return new AuditRow(
                1,
                Instant.parse("2024-01-01T00:00:00.000001Z"),
                "user",
                actor,
                "session.began",
                null,
                "done",
                "10.0.0.7",
                null,
                ZEROS,
                FIRST);
    }

    private static AuditRow second(long id, String previous) {
        return new AuditRow(
                id,
                Instant.parse("2024-01-01T00:01:00Z"),
                "key",
                "nightly export",
                "personal_data.read",
                "/api/v1/customers/ann",
                "done",
                null,
                "x",
                previous,
                SECOND);
    }

    @Test
    void shouldFindTheChainIntact() {
        HashChain chain = new HashChain();
        chain.take(first("Zoë"));
        chain.take(second(2, FIRST));
        assertThat(chain.fault()).isNull();
        assertThat(chain.entries()).isEqualTo(2);
        assertThat(chain.head()).isEqualTo(SECOND);
    }

    @Test
    void shouldNameTheRowThatWasChangedOrTakenAway() {
        HashChain changed = new HashChain();
        changed.take(first("Zoe"));
        changed.take(second(2, FIRST));
        assertThat(changed.fault()).isEqualTo(new Fault(1, "the row is not what was hashed when it was written"));
        assertThat(changed.entries()).isZero();

        HashChain taken = new HashChain();
        taken.take(first("Zoë"));
        taken.take(second(3, FIRST));
        assertThat(taken.fault()).isEqualTo(new Fault(2, "the row is missing"));

        HashChain forged = new HashChain();
        forged.take(first("Zoë"));
        forged.take(second(2, ZEROS));
        assertThat(forged.fault()).isEqualTo(new Fault(2, "the row does not hold the hash of the row before"));
    }
}
