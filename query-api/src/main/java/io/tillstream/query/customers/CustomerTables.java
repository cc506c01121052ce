package io.tillstream.query.customers;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads customers and their events. */
@ApplicationScoped
class CustomerTables {

    private final Database database;
    private final BusinessTime time;

    CustomerTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    Uni<Page<CustomerRow>> page(Params params, int limit) {
        CustomerSort sort = CustomerSort.of(params);
        Sql sql = sort.after(params, list(params)).add(sort.order() + " LIMIT ?", limit + 1);
        return database.list(sql, CustomerRow::of).map(rows -> Page.of(rows, limit, sort::cursor));
    }

    Multi<CustomerRow> all(Params params, @Nullable Integer limit) {
        Sql sql = list(params).add(CustomerSort.of(params).order());
        return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), CustomerRow::of);
    }

    private static Sql list(Params params) {
        return CustomerFilter.add(Sql.of("SELECT * FROM customers WHERE first_seen_at IS NOT NULL"), params);
    }

    Uni<CustomerDetail> detail(String customer) {
        Uni<CustomerDetail> found = database.list(
                        Sql.of(
                                "SELECT *, churn_reasons::text AS churn_reasons_text FROM customers WHERE customer_id = ?",
                                customer),
                        CustomerDetail::of)
                .map(rows -> {
                    if (rows.isEmpty()) {
                        throw Problem.notFound("customer");
                    }
                    return rows.getFirst();
                });
        Sql moves = Sql.of(
                "SELECT * FROM segment_transitions WHERE customer_id = ? ORDER BY at DESC, source_offset DESC LIMIT 50",
                customer);
        return found.flatMap(
                detail -> database.list(moves, CustomerDetail.Transition::of).map(detail::with));
    }

    /** Newest first. */
    Uni<Page<TimelineEvent>> timeline(String customer, Params params, int limit) {
        Sql sql = Sql.of(
                "SELECT event_id, action, occurred_at, session_id, order_id, cart_id, value_micros, items::text AS items,"
                        + " context::text AS context, details::text AS details, properties::text AS properties"
                        + " FROM events WHERE customer_id = ?",
                customer);
        Filters days = Filters.of(params);
        sql.addIf(" AND occurred_at >= ?", start(days.from()));
        sql.addIf(
                " AND occurred_at < ?",
                start(days.to() == null ? null : days.to().plusDays(1)));
        sql.addIf(" AND action = ?", params.text(Parameter.ACTION));
        List<String> after = Cursor.read(params, 2);
        if (after != null) {
            sql.add(" AND (occurred_at, event_id) < (?, ?)", Cursor.time(after.get(0)), after.get(1));
        }
        sql.add(" ORDER BY occurred_at DESC, event_id DESC LIMIT ?", limit + 1);
        return database.list(sql, TimelineEvent::of)
                .map(rows ->
                        Page.of(rows, limit, event -> Cursor.write(Cursor.key(event.occurredAt()), event.eventId())))
                .call(page -> page.items().isEmpty()
                        ? known(customer)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> known(String customer) {
        return database.list(
                        Sql.of("SELECT 1 AS found FROM customers WHERE customer_id = ?", customer),
                        row -> row.getInteger("found"))
                .map(rows -> {
                    if (rows.isEmpty()) {
                        throw Problem.notFound("customer");
                    }
                    return rows;
                })
                .replaceWithVoid();
    }

    private @Nullable OffsetDateTime start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(time.zone()).toOffsetDateTime();
    }
}
