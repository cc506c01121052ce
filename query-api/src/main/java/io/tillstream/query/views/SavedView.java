package io.tillstream.query.views;

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

/** A named set of filters of one page. The version grows with each change, so that two editors cannot overwrite each other unseen. */
@Entity
@Table(name = "saved_views")
@NullUnmarked
class SavedView extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
    String page;

    /** Null for what was saved before owners were kept. */
    @Column(updatable = false)
    String owner;

    @Column(name = "owner_name", updatable = false)
    String ownerName;

    boolean shared;

    /** JSON object of parameter names and values. */
    String filters;

    @Version
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
