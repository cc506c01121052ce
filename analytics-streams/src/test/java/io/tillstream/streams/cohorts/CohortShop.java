package io.tillstream.streams.cohorts;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellDeltas;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.customer.CustomerState;
import io.tillstream.streams.customer.CustomerStateCodec;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Feeds the cohort facet with orders and refunds, stores and reads each customer between any two of them, and merges the changes of cells as they come. */
final class CohortShop {

    private static final Facets FACETS = new Facets(List.of(new CohortFacet()));

    private final BusinessTime calendar;
    private final CustomerStateCodec codec = new CustomerStateCodec(FACETS);
    private final Map<String, byte[]> customers = new HashMap<>();
    private final CellDeltas cells = new CellDeltas();
    private final Effects effects = new Effects();
    private int serial;

    CohortShop(BusinessTime calendar) {
        this.calendar = calendar;
    }

    void buy(String customer, String at, long micros, String channel, String category, String country) {
        buy(customer, at, channel, country, List.of(item(category, micros)));
    }

    void buy(String customer, String at, @Nullable String channel, @Nullable String country, List<Item> items) {
        Context context = new Context(channel, null, country, null, null);
        take(customer, new CommerceEvent.Purchase(envelope(customer, at, context), "o-" + serial, null, items));
    }

    static Item item(@Nullable String category, long micros) {
        return new Item("p-1", null, category, null, micros, 1, 0, null);
    }

    void refund(String customer, String at, long micros) {
        take(customer, new CommerceEvent.Refund(envelope(customer, at, Context.UNKNOWN), "o", micros, List.of()));
    }

    private Envelope envelope(String customer, String at, Context context) {
        return new Envelope("e-" + ++serial, customer, null, null, Instant.parse(at), null, context, Map.of());
    }

    private void take(String customer, CommerceEvent event) {
        byte[] stored = customers.get(customer);
        CustomerState state = stored == null ? CustomerState.empty(FACETS) : codec.decode(new byte[0], stored);
        state.update(event, serial, calendar, effects);
        effects.cells().rollUp();
        effects.cells().forEach((key, change) -> cells.at(key).merge(change));
        effects.clear();
        customers.put(customer, codec.encode(state));
    }

    /** Cells as published, those without anything left out. */
    Map<String, CohortCell> cohorts() {
        Map<String, CohortCell> found = published(CohortCells.FAMILY, CohortCell.class);
        found.values().removeIf(cell -> cell.customers() == 0 && cell.orders() == 0 && cell.revenueMicros() == 0);
        return found;
    }

    /** Customers, orders and revenue in micros of one cell. */
    String cohort(String key) {
        CohortCell cell = cohorts().get(key);
        return cell == null ? "" : cell.customers() + " " + cell.orders() + " " + cell.revenueMicros();
    }

    /** Months as published. */
    Map<String, RetentionCell> months() {
        return published(RetentionCells.FAMILY, RetentionCell.class);
    }

    /** All counts of a month, in the order of {@link RetentionCell}. */
    String month(String key) {
        RetentionCell cell = months().get(key);
        return cell == null
                ? ""
                : cell.customers() + " " + cell.newCustomers() + " " + cell.returning() + " " + cell.reactivated() + " "
                        + cell.retained() + " " + cell.lapsing() + " " + cell.wonBack();
    }

    private <T> Map<String, T> published(CellFamily family, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> found = new TreeMap<>();
        cells.forEach((CellKey key, Cell cell) -> {
            if (key.family().equals(family)) {
                found.put(family.recordKey(key), json.read(family.recordValue(key, cell, calendar)));
            }
        });
        return found;
    }
}
