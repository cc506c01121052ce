package io.tillstream.query.access;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** An API key; the key itself is not kept, only its hash. */
@Entity
@Table(name = "access_keys")
@NullUnmarked
class AccessKey extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;

    @Column(updatable = false)
    byte[] hash;

    @Column(updatable = false)
    String scope;

    @Column(name = "personal_data", updatable = false)
    boolean personalData;

    @Column(name = "personal_kinds", updatable = false)
    String personalKinds;

    @Column(name = "created_by", updatable = false)
    String createdBy;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    @Column(name = "revoked_at")
    Instant revokedAt;

    /** Written by {@link KeyCheck} alone. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    Instant lastUsedAt;

    @Version
    long version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** Which personal data they see. */
    Sight sight() {
        return Sight.of(personalData, personalKinds);
    }

    /** Sets which personal data they see. */
    void see(Sight sight) {
        personalData = sight.any();
        personalKinds = sight.column();
    }
}
