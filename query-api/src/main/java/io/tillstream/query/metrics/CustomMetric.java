package io.tillstream.query.metrics;

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

/** A metric as its owner saved it. The version grows with each change, so that two editors cannot overwrite each other unseen. */
@Entity
@Table(name = "custom_metrics")
@NullUnmarked
class CustomMetric extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;
    String title;
    String description;
    String expression;
    String format;
    String unit;

    @Column(updatable = false)
    String owner;

    @Column(name = "owner_name", updatable = false)
    String ownerName;

    boolean shared;

    @Version
    long version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
