package io.tillstream.query.metrics;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.access.Ownership.Viewer;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps metrics. One change at a time is checked and stored, so that no two together make a circle. A shared metric refers to shared ones only, and what others refer
 * to keeps its name and stays.
 */
@ApplicationScoped
class Metrics implements PanacheRepositoryBase<CustomMetric, Long> {

    /** An installation's greatest number. */
    static final int MOST = 500;

    private static final long LOCK = 7_311_621;

    private final AuditLog audit;
    private final Clock clock;

    Metrics(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** A metric with the formulas of all. */
    record Known(CustomMetric metric, Formulas formulas) {}

    Uni<List<CustomMetric>> visible(Viewer viewer) {
        return Panache.withSession(() -> list("order by name")).map(all -> all.stream()
                .filter(metric -> viewer.maySee(metric.owner, metric.shared))
                .toList());
    }

    Uni<Known> metric(long id, Viewer viewer) {
        return Panache.withSession(() -> listAll()).map(all -> new Known(find(all, id, viewer), formulas(all)));
    }

    Uni<CustomMetric> create(MetricDrafts.Checked draft, Viewer viewer) {
        return changing(all -> {
            if (all.size() >= MOST) {
                throw Problem.of(ProblemCode.TOO_MANY, "there are " + MOST + " metrics; remove one first");
            }
            CustomMetric metric = new CustomMetric();
            metric.owner = viewer.owner().key();
            metric.ownerName = viewer.owner().name();
            metric.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            check(draft, null, all, viewer);
            fill(metric, draft);
            return persistAndFlush(metric).call(() -> noted(viewer, "metric.created", draft.name()));
        });
    }

    Uni<CustomMetric> replace(long id, long version, MetricDrafts.Checked draft, Viewer viewer) {
        return changing(all -> {
            CustomMetric metric = changeable(all, id, version, viewer);
            List<CustomMetric> referring = referring(all, metric);
            if (!draft.name().equals(metric.name)) {
                refuse(referring, "it cannot be renamed");
            }
            if (!draft.shared()) {
                refuse(
                        referring.stream()
                                .filter(other -> other.shared || !other.owner.equals(metric.owner))
                                .toList(),
                        "it cannot be for its owner alone");
            }
            check(draft, metric, all, viewer);
            fill(metric, draft);
            return persistAndFlush(metric).call(() -> noted(viewer, "metric.changed", draft.name()));
        });
    }

    Uni<Void> remove(long id, long version, Viewer viewer) {
        return changing(all -> {
            CustomMetric metric = changeable(all, id, version, viewer);
            refuse(referring(all, metric), "it cannot be removed");
            return delete(metric).call(this::flush).call(() -> noted(viewer, "metric.removed", metric.name));
        });
    }

    private <T> Uni<T> changing(Function<List<CustomMetric>, Uni<T>> change) {
        return Panache.withTransaction(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery("select 1 from pg_advisory_xact_lock(?1)", Integer.class)
                        .setParameter(1, LOCK)
                        .getSingleResult())
                .flatMap(locked -> listAll())
                .flatMap(all -> change.apply(all)));
    }

    private Uni<Void> noted(Viewer viewer, String action, String name) {
        return audit.appendWithChange(viewer.did(action, "metric " + name));
    }

    private static CustomMetric find(List<CustomMetric> all, long id, Viewer viewer) {
        return all.stream()
                .filter(metric -> metric.id == id && viewer.maySee(metric.owner, metric.shared))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("metric"));
    }

    private static CustomMetric changeable(List<CustomMetric> all, long id, long version, Viewer viewer) {
        CustomMetric metric = find(all, id, viewer);
        viewer.checkChange(metric.owner);
        if (metric.version != version) {
            throw Versions.changed();
        }
        return metric;
    }

    private static List<CustomMetric> referring(List<CustomMetric> all, CustomMetric metric) {
        Set<String> names = formulas(all).referringTo(metric.name);
        return all.stream().filter(other -> names.contains(other.name)).toList();
    }

    private static void refuse(List<CustomMetric> referring, String what) {
        if (!referring.isEmpty()) {
            String names = referring.stream()
                    .map(metric -> metric.shared ? metric.name : "one of " + metric.ownerName)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .collect(Collectors.joining(", "));
            throw Problem.of(ProblemCode.IN_USE, "other metrics refer to it, so " + what + ": " + names);
        }
    }

    /** Refuses a taken name, and an expression that names what is unknown, hidden from some who see the metric, or the metric itself. */
    private static void check(
            MetricDrafts.Checked draft, @Nullable CustomMetric before, List<CustomMetric> all, Viewer viewer) {
        String owner = before == null ? viewer.owner().key() : before.owner;
        Formulas formulas = new Formulas();
        for (CustomMetric other : all) {
            if (before != null && other.id.equals(before.id)) {
                continue;
            }
            if (other.name.equals(draft.name())) {
                throw Problem.of(ProblemCode.NAME_TAKEN, "name: there is a metric of this name");
            }
            if (other.shared || !draft.shared() && other.owner.equals(owner)) {
                formulas.put(other.name, ExpressionParser.parse(other.expression));
            }
        }
        formulas.put(draft.name(), draft.parsed());
        try {
            formulas.measures(draft.name());
        } catch (InvalidExpressionException e) {
            throw MetricDrafts.invalid(e);
        }
    }

    private static Formulas formulas(List<CustomMetric> all) {
        Formulas formulas = new Formulas();
        all.forEach(metric -> formulas.put(metric.name, ExpressionParser.parse(metric.expression)));
        return formulas;
    }

    private void fill(CustomMetric metric, MetricDrafts.Checked draft) {
        metric.name = draft.name();
        metric.title = draft.title();
        metric.description = draft.description();
        metric.expression = draft.expression();
        metric.format = draft.format();
        metric.unit = draft.unit();
        metric.shared = draft.shared();
        metric.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
