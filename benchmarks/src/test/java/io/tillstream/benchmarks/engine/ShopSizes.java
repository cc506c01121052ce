package io.tillstream.benchmarks.engine;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.customer.CustomerState;
import io.tillstream.streams.customer.CustomerStateCodec;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facets;
import io.tillstream.streams.customer.Outlook;
import io.tillstream.streams.runtime.EngineTopology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a shop's events come to in the product, counted from the product's own classes.
 *
 * @param events how many
 * @param customers who came, visitors too
 * @param eventBytes JSON of an event, mean
 * @param stateBytes stored state of a customer, mean
 * @param profileBytes JSON of a published profile, mean
 * @param cells distinct cells
 */
record ShopSizes(long events, long customers, double eventBytes, double stateBytes, double profileBytes, long cells) {

    /** Mean events of those who came. */
    double eventsPerCustomer() {
        return (double) events / customers;
    }

    static ShopSizes of(LoadPlan plan) {
        ZipfShop shop = new ZipfShop(plan);
        EventWriter writer = new EventWriter();
        Facets facets = EngineTopology.facets();
        Effects effects = new Effects();
        Map<String, CustomerState> customers = new HashMap<>();
        Set<CellKey> cells = new HashSet<>();
        long bytes = 0;
        for (int i = 0; i < plan.events(); i++) {
            CommerceEvent event = shop.next();
            bytes += writer.write(event).length;
            if (!(event instanceof CommerceEvent.ProductUpdated)) {
                customers
                        .computeIfAbsent(event.key(), key -> CustomerState.empty(facets))
                        .update(event, event.timestamp().toEpochMilli(), BusinessTime.UTC, effects);
            }
            if (i % 20_000 == 0 || i == plan.events() - 1) {
                effects.cells().rollUp();
                effects.cells().forEach((key, cell) -> cells.add(key));
                effects.clear();
            }
        }
        CustomerStateCodec codec = new CustomerStateCodec(facets);
        OutputJson<CustomerProfile> profiles = OutputJson.of(CustomerProfile.class);
        Outlook outlook = Outlook.of(BusinessTime.UTC);
        double state = 0;
        double profile = 0;
        for (Map.Entry<String, CustomerState> customer : customers.entrySet()) {
            profile += profiles.write(customer.getValue().profile(customer.getKey(), outlook, effects)).length;
            state += codec.encode(customer.getValue()).length;
        }
        return new ShopSizes(
                plan.events(),
                customers.size(),
                (double) bytes / plan.events(),
                state / customers.size(),
                profile / customers.size(),
                cells.size());
    }
}
