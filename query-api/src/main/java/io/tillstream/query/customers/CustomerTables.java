package io.tillstream.query.customers;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.personal.PersonalKind;
import io.tillstream.query.personal.PersonalViewer;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads customers and their events. */
@ApplicationScoped
class CustomerTables {

    private final Database database;
    /** Columns that have a place of their own, or are no one's business. */
    private static final String SHOWN =
            "customer_id name email phone stated_age_group stated_gender stated_location stated_country"
                    + " registered_at first_seen_at last_seen_at first_purchase_at last_purchase_at orders units gross_micros refund_micros"
                    + " net_micros average_order_micros recency_days lifetime_days average_gap_days active_days sessions visit_frequency"
                    + " product_variety rfm_recency rfm_frequency rfm_monetary segment churn_tier churn_method age_group gender location"
                    + " country channel as_of fresh_through behaviours custom_segments churn_probability churn_base_rate churn_reasons"
                    + " churn_other churn_model purchase_probability purchase_model value_expected_micros value_low_micros value_high_micros"
                    + " value_alive_probability value_expected_orders value_next_purchase_at value_model cluster_rank cluster_tier"
                    + " cluster_model loyalty_since loyalty_tier loyalty_balance loyalty_earned_12m loyalty_expires_next loyalty_expires_on";

    private final BusinessTime time;
    private final PortraitTables portraits;
    private final PersonalViewer viewer;

    CustomerTables(Database database, BusinessTime time, PortraitTables portraits, PersonalViewer viewer) {
        this.database = database;
        this.time = time;
        this.portraits = portraits;
        this.viewer = viewer;
    }

    Uni<Page<CustomerRow>> page(Params params, int limit) {
        CustomerSort sort = CustomerSort.of(params);
        List<String> after = sort.after(params);
        return rows(sort, params, after, limit + 1).map(rows -> Page.of(rows, limit, sort::cursor));
    }

    private Uni<List<CustomerRow>> rows(CustomerSort sort, Params params, @Nullable List<String> after, int most) {
        Uni<List<CustomerRow>> known = after != null && sort.isUnknown(after)
                ? Uni.createFrom().item(List.of())
                : database.list(sort.known(list(params), after).add(" LIMIT ?", most), CustomerRow::of);
        return known.flatMap(first -> {
            if (sort.isOfAll() || first.size() == most) {
                return Uni.createFrom().item(first);
            }
            Sql rest = sort.unknown(list(params), after).add(" LIMIT ?", most - first.size());
            return database.list(rest, CustomerRow::of).map(last -> {
                List<CustomerRow> all = new ArrayList<>(first);
                all.addAll(last);
                return all;
            });
        });
    }

    Multi<CustomerRow> all(Params params, @Nullable Integer limit) {
        Sql sql = list(params).add(CustomerSort.of(params).order());
        return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), CustomerRow::of);
    }

    private Sql list(Params params) {
        Sql sql = CustomerFilter.add(Sql.of("SELECT * FROM customers WHERE first_seen_at IS NOT NULL"), params);
        CustomerStanding.add(sql, params);
        CustomersBehind.add(sql, params, time.zone());
        String beginning = params.text(Parameter.SEARCH);
        if (beginning == null) {
            return sql;
        }
        if (!viewer.mayLook(PersonalKind.CONTACTS)) {
            return CustomerSearch.byId(sql, beginning);
        }
        viewer.looked(PersonalKind.CONTACTS);
        return CustomerSearch.byAnything(sql, beginning);
    }

    /** Whose an id is: a visitor of whom nothing is left is the customer they turned out to be. */
    Uni<String> resolve(String id) {
        if (!id.startsWith(Envelope.ANONYMOUS_PREFIX)) {
            return Uni.createFrom().item(id);
        }
        return database.one(
                Sql.of(
                        "SELECT coalesce("
                                + "(SELECT customer_id FROM customers WHERE customer_id = ? AND first_seen_at IS NOT NULL),"
                                + " (SELECT spans->-1->>'customer_id' FROM identities WHERE visitor_id = ?), ?::text) AS id",
                        id,
                        id,
                        id),
                row -> row.getString("id"));
    }

    Uni<CustomerDetail> detail(String customer) {
        Uni<CustomerDetail> found = database.list(
                        Sql.of(
                                "SELECT c.*, churn_reasons::text AS churn_reasons_text,"
                                        + " jsonb_strip_nulls(to_jsonb(c) - string_to_array(?, ' '))::text AS more"
                                        + " FROM customers c WHERE customer_id = ?",
                                SHOWN,
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
        return found.flatMap(detail -> Uni.combine()
                .all()
                .unis(database.list(moves, CustomerDetail.Transition::of), portraits.of(customer))
                .with(detail::with));
    }

    /** Everything, newest first. */
    Uni<Page<TimelineEvent>> timeline(String customer, Params params, int limit) {
        Sql sql = Timeline.of(customer, params, time.zone(), limit + 1);
        boolean words = viewer.mayLook(PersonalKind.TEXTS);
        return database.list(sql, TimelineEvent::of)
                .map(entries ->
                        entries.stream().map(entry -> shown(entry, words)).toList())
                .map(rows -> Page.of(rows, limit, entry -> Cursor.write(Cursor.key(entry.occurredAt()), entry.id())))
                .call(page -> page.items().isEmpty()
                        ? known(customer)
                        : Uni.createFrom().voidItem());
    }

    private TimelineEvent shown(TimelineEvent entry, boolean words) {
        if (!entry.hasWords()) {
            return entry;
        }
        if (!words) {
            return entry.withoutWords();
        }
        viewer.looked(PersonalKind.TEXTS);
        return entry;
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
}
