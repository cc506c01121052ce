package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.cells.CellFamilies;
import java.util.Arrays;
import java.util.List;

/** The facets of the one pass, in the order in which they see an event. */
public final class Facets {

    private final Facet<Object>[] all;

    /** Makes the list; ids must differ. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Facets(List<? extends Facet<?>> facets) {
        all = facets.toArray(new Facet[0]);
        long distinct = facets.stream().mapToInt(Facet::id).distinct().count();
        if (distinct != all.length) {
            throw new IllegalArgumentException("two facets share an id: " + facets);
        }
    }

    /** The kinds of cells that the facets add to. */
    public CellFamilies families() {
        return new CellFamilies(
                Arrays.stream(all).flatMap(facet -> facet.families().stream()).toList());
    }

    /** Lets every facet see an event that is no customer's. */
    void updateShop(CommerceEvent event, long receivedAt, BusinessTime calendar, Effects effects) {
        for (Facet<Object> facet : all) {
            facet.updateShop(event, receivedAt, calendar, effects);
        }
    }

    Facet<Object> at(int index) {
        return all[index];
    }

    int indexOf(int id) {
        for (int i = 0; i < all.length; i++) {
            if (all[i].id() == id) {
                return i;
            }
        }
        return -1;
    }

    Object[] createAll() {
        Object[] states = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            states[i] = all[i].create();
        }
        return states;
    }
}
