package io.tillstream.query.customsegments;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A saved segment. The version grows with each change, so that two editors cannot overwrite each other unseen. */
@Entity
@Table(name = "custom_segments")
@NullUnmarked
class CustomSegment extends PanacheEntityBase {

    @Id
    String id;

    String name;
    String description;

    /** Null for what was saved before owners were kept. */
    @Column(updatable = false)
    String owner;

    @Column(name = "owner_name", updatable = false)
    String ownerName;

    /** The rule as JSON. */
    String rule;

    @Version
    long version;

    /** What the log has; written by {@link SegmentPublisher} alone. */
    @Column(name = "published_version", insertable = false, updatable = false)
    Long publishedVersion;

    boolean deleted;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
