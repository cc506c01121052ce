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

/** Somebody who may sign in. The version grows with each change, so that two administrators cannot overwrite each other unseen. */
@Entity
@Table(name = "access_users")
@NullUnmarked
class AccessUser extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
    String role;

    @Column(name = "personal_data")
    boolean personalData;

    @Column(name = "personal_kinds")
    String personalKinds;

    boolean disabled;

    /** Written by {@link SignIns} alone, as the next. */
    @Column(name = "password_hash", insertable = false, updatable = false)
    String passwordHash;

    /** Who vouches for them; null for people with a password here. */
    @Column(updatable = false)
    String issuer;

    @Column(name = "last_sign_in_at", insertable = false, updatable = false)
    Instant lastSignInAt;

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
