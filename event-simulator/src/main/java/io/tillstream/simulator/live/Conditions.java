package io.tillstream.simulator.live;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.visit.Market;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the scenarios under way add up to.
 *
 * @param lift factor on the number of visits
 * @param outage whether orders fail
 * @param botEvents events of robots a second
 */
record Conditions(
        double lift,
        boolean outage,
        double botEvents,
        @Nullable Campaign campaign,
        double discount,
        int category,
        @Nullable Product viral) {

    private static final Conditions ORDINARY = new Conditions(1, false, 0, null, 0, -1, null);
    private static final Campaign FLASH_SALE = new Campaign("shop", "onsite", "flash-sale");

    static Conditions of(List<LiveControls.Running> running, Catalogue catalogue) {
        Conditions sum = ORDINARY;
        for (LiveControls.Running one : running) {
            sum = sum.with(one.scenario(), catalogue);
        }
        return sum;
    }

    private Conditions with(Scenario scenario, Catalogue catalogue) {
        return switch (scenario) {
            case Scenario.FlashSale sale ->
                new Conditions(
                        lift * sale.lift(), outage, botEvents, FLASH_SALE, sale.discount(), sale.category(), viral);
            case Scenario.CheckoutOutage ignored ->
                new Conditions(lift, true, botEvents, campaign, discount, category, viral);
            case Scenario.BotBurst bots ->
                new Conditions(lift, outage, bots.eventsPerSecond(), campaign, discount, category, viral);
            case Scenario.ViralProduct product ->
                new Conditions(
                        lift * product.lift(),
                        outage,
                        botEvents,
                        campaign,
                        discount,
                        category,
                        catalogue
                                .products()
                                .get(product.productIndex()
                                        % catalogue.products().size()));
        };
    }

    boolean ordinary() {
        return equals(ORDINARY);
    }

    Market market(boolean silentAllowed) {
        return new Market(campaign, campaign == null ? 0 : 0.7, discount, category, viral, 1, silentAllowed);
    }
}
