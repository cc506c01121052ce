package io.tillstream.query.metrics;

import io.tillstream.query.request.Parameter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What metrics are made of: the figures of the product, as docs/query-api.md defines them. */
enum Measure {
    REVENUE(Source.SALES, true, "Net sales: gross less refunds"),
    GROSS(Source.SALES, true, "Unit price × quantity − discount of what was sold"),
    REFUNDS(Source.SALES, true, "Money given back, on the day of the refund"),
    ORDERS(Source.SALES, false, "Distinct orders"),
    UNITS(Source.SALES, false, "Units sold"),
    BUYERS(Source.SALES, false, "Distinct customers who bought"),
    REFUND_COUNT(Source.SALES, false, "Refunds"),
    UNITS_RETURNED(Source.SALES, false, "Units that came back"),
    SESSIONS(Source.SESSIONS, false, "Sessions, by the hour in which they began"),
    VISITS(Source.FUNNEL, false, "Funnel runs that began"),
    PRODUCT_VISITS(Source.FUNNEL, false, "… and went on to a product"),
    CART_VISITS(Source.FUNNEL, false, "… and to the cart"),
    CHECKOUTS(Source.FUNNEL, false, "… and to the checkout"),
    PURCHASES(Source.FUNNEL, false, "… and to a purchase"),
    CARTS(Source.FUNNEL, false, "Carts opened"),
    CARTS_PURCHASED(Source.FUNNEL, false, "Of these, bought without having been abandoned"),
    CARTS_ABANDONED(Source.FUNNEL, false, "… abandoned, recovered or not"),
    CARTS_RECOVERED(Source.FUNNEL, false, "… abandoned and then bought"),
    CARTS_EMPTIED(Source.FUNNEL, false, "… emptied"),
    ABANDONED_VALUE(Source.FUNNEL, true, "What was in the carts abandoned"),
    RECOVERED_VALUE(Source.FUNNEL, true, "What was in the carts recovered");

    /** Where measures are counted, and what can be asked of them there. */
    @SuppressWarnings("ImmutableEnumChecker") // sets and lists that nobody can change
    enum Source {
        SALES(
                EnumSet.of(
                        Parameter.CATEGORY,
                        Parameter.LOCATION,
                        Parameter.COUNTRY,
                        Parameter.AGE_GROUP,
                        Parameter.SEGMENT,
                        Parameter.TIER,
                        Parameter.CHANNEL,
                        Parameter.DEVICE),
                List.of("day", "category", "product", "location", "country", "age_group", "channel", "device")),
        SESSIONS(EnumSet.noneOf(Parameter.class), List.of("day")),
        FUNNEL(
                EnumSet.of(Parameter.DEVICE, Parameter.CHANNEL, Parameter.COUNTRY),
                List.of("day", "device", "channel", "country"));

        private final Set<Parameter> filters;
        private final List<String> dimensions;

        Source(Set<Parameter> filters, List<String> dimensions) {
            this.filters = Set.copyOf(filters);
            this.dimensions = dimensions;
        }

        /** The filters it can honour exactly, days aside, which all can. */
        Set<Parameter> filters() {
            return filters;
        }

        /** What it can be split by. */
        List<String> dimensions() {
            return dimensions;
        }
    }

    private final Source source;
    private final boolean money;
    private final String description;

    Measure(Source source, boolean money, String description) {
        this.source = source;
        this.money = money;
        this.description = description;
    }

    static Optional<Measure> of(String name) {
        return Arrays.stream(values())
                .filter(measure -> measure.wireName().equals(name))
                .findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Source source() {
        return source;
    }

    /** Whether it is kept in micros and told in currency units. */
    boolean isMoney() {
        return money;
    }

    String description() {
        return description;
    }
}
